import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { firstRun, keyLost, open, practice, truncated } from '@tests/fixtures/doors'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const write = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

test('first run shows two doors and no navigation', async () => {
  await openPage('/', { app_stage: firstRun })
  await heading('Welcome to Counterbell')
  expect(screen.queryByRole('navigation')).not.toBeInTheDocument()
  expect(screen.getByText(/nothing leaves this computer and nobody gets a text/)).toBeVisible()
  await expectAccessible()
})

test('a shop is made with the currency of its country, and the recovery kit can wait', async () => {
  const user = userEvent.setup()
  const setup = vi.fn(() => open)
  await openPage('/', { app_stage: firstRun, shop_setup: setup })
  await press('Set up my shop')
  await user.type(screen.getByLabelText(/Brand name/), 'Harbour Candles')
  await user.click(screen.getByRole('combobox', { name: /Home country/ }))
  await user.clear(screen.getByRole('combobox', { name: /Home country/ }))
  await user.type(screen.getByRole('combobox', { name: /Home country/ }), 'United K')
  await user.click(screen.getByRole('option', { name: 'United Kingdom' }))
  await press('Create my shop')
  await heading('Save your recovery kit')
  expect(setup).toHaveBeenCalledWith({
    setup: { brand: 'Harbour Candles', country: 'GB', currency: 'GBP', test_number: '', passphrase: '' },
  })
  await press('Later, in Settings')
  await heading('Today')
})

test('the recovery kit is saved and the owner hears where', async () => {
  await openPage('/', { app_stage: firstRun, shop_setup: open, recovery_kit_save: '/stick/kit.txt' })
  await press('Set up my shop')
  write(/Brand name/, 'Harbour Candles')
  await press('Create my shop')
  await heading('Save your recovery kit')
  await press('Save the recovery kit')
  expect(await screen.findByText(/saved as \/stick\/kit.txt/)).toBeVisible()
  await expectAccessible()
  await press('Open my shop')
  await heading('Today')
})

test('without a keychain the owner is told, and no shop is made without a passphrase typed twice', async () => {
  const setup = vi.fn(() => open)
  await openPage('/', { app_stage: { ...firstRun, keychain: false }, shop_setup: setup })
  await press('Set up my shop')
  expect(screen.getByText('This computer has no keychain')).toBeVisible()
  write(/Brand name/, 'Harbour Candles')
  await press('Create my shop')
  expect(screen.getByText('Use at least 10 characters.')).toBeVisible()
  write(/^Passphrase(?! once)/, 'four plain words here')
  write(/^Passphrase once more/, 'four plain words hare')
  await press('Create my shop')
  expect(screen.getByText('The two are not the same.')).toBeVisible()
  expect(setup).not.toHaveBeenCalled()
  await expectAccessible()
})

test('a refused setup says why and keeps what was typed', async () => {
  const refuse = () => {
    throw { code: 'shop_test_number_invalid', message: 'The test number is not a phone number.', hint: '' }
  }
  await openPage('/', { app_stage: firstRun, shop_setup: refuse })
  await press('Set up my shop')
  write(/Brand name/, 'Harbour Candles')
  await press('Create my shop')
  expect(await screen.findByText('The test number is not a phone number.')).toBeVisible()
  expect(screen.getByLabelText(/Brand name/)).toHaveValue('Harbour Candles')
})

test('the practice shop wears its badge on every page and leads back to the doors', async () => {
  await openPage('/', { app_stage: firstRun, practice_open: practice, store_close: firstRun })
  await press('Try the practice shop')
  await heading('Today')
  expect(screen.getByRole('region', { name: 'Practice shop' })).toBeVisible()
  await userEvent.click(screen.getByRole('link', { name: 'Contacts' }))
  await heading('Contacts')
  await press('Leave the practice shop')
  await heading('Welcome to Counterbell')
  await press('Try the practice shop')
  await heading('Today')
})

test('a real shop wears no badge', async () => {
  await openPage('/')
  expect(screen.queryByText('Practice shop')).not.toBeInTheDocument()
})

test('a locked shop opens with its passphrase only', async () => {
  const unlock = vi.fn(({ passphrase }: Record<string, unknown>) => {
    if (passphrase === 'four plain words here') return open
    throw { code: 'store_key_wrong', message: 'That passphrase does not open this store.', hint: '' }
  })
  await openPage('/', { app_stage: { stage: 'locked' }, store_unlock: unlock })
  await userEvent.type(screen.getByLabelText('Passphrase'), 'four plain words')
  await press('Unlock')
  expect(await screen.findByText('That passphrase does not open this store.')).toBeVisible()
  await expectAccessible()
  await userEvent.type(screen.getByLabelText('Passphrase'), ' here')
  await press('Unlock')
  await heading('Today')
})

test('a store that no passphrase would open leads from the lock to the recovery page', async () => {
  await openPage('/', { app_stage: { stage: 'locked' }, store_unlock: truncated })
  await userEvent.type(screen.getByLabelText('Passphrase'), 'four plain words')
  await press('Unlock')
  await heading('Your shop cannot be opened')
  expect(screen.getByText('store_truncated')).toBeVisible()
})

test('a store that cannot be opened is explained, and nothing on the page could make a new one', async () => {
  const retry = vi.fn(() => open)
  await openPage('/', { app_stage: truncated, store_retry: retry })
  await heading('Your shop cannot be opened')
  expect(screen.getByText('store_truncated')).toBeVisible()
  const deeds = screen.getAllByRole('button').map((button) => button.textContent)
  expect(deeds.filter(Boolean)).toEqual(['Try again', 'Bring it back'])
  expect(screen.queryByLabelText(/Recovery code/)).not.toBeInTheDocument()
  await expectAccessible()
  await press('Try again')
  await heading('Today')
  expect(retry).toHaveBeenCalledOnce()
})

test('the recovery code opens a store whose key is lost', async () => {
  const recover = vi.fn(() => open)
  await openPage('/', { app_stage: keyLost, store_recover: recover })
  write(/Recovery code/, '01234567-89abcdef')
  await press('Open with the recovery code')
  await waitFor(() => expect(recover).toHaveBeenCalledWith({ code: '01234567-89abcdef' }))
  await heading('Today')
})

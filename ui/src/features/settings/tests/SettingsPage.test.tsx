import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { harbour } from '@tests/fixtures/doors'
import { halted, twilio } from '@tests/fixtures/settings'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const sender = (address: string) => screen.findByRole('article', { name: address })

test('the shop is saved as changed, and what cannot change is not sent', async () => {
  const change = vi.fn(() => ({ ...harbour, brand: 'Harbour & Co', frequency_hours: 48 }))
  await openPage('/settings', { shop_change: change })
  const brand = await screen.findByLabelText('Brand name')
  await userEvent.clear(brand)
  await userEvent.type(brand, 'Harbour & Co')
  const hours = screen.getByLabelText('Hours between two offers to one person')
  await userEvent.clear(hours)
  await userEvent.type(hours, '48')
  await userEvent.click(screen.getByRole('combobox', { name: 'Texts go until' }))
  await userEvent.click(screen.getByRole('option', { name: '19:30' }))
  await press('Save the shop')
  expect(await screen.findByText('Saved')).toBeVisible()
  expect(change).toHaveBeenCalledWith({
    change: {
      brand: 'Harbour & Co',
      test_number: '+12125550100',
      opened_on: '2019-05-01',
      frequency_hours: 48,
      window_open: 540,
      window_close: 1170,
    },
  })
})

test('a refused change is explained beside the form', async () => {
  const refuse = () => {
    throw { code: 'shop_window_invalid', message: 'That is not a window.', hint: 'Open before closing.' }
  }
  await openPage('/settings', { shop_change: refuse })
  await screen.findByLabelText('Brand name')
  await press('Save the shop')
  expect(await screen.findByText('That is not a window.')).toBeVisible()
})

test('each sender tells its price, its pace and what its registration means', async () => {
  await openPage('/settings')
  const card = within(await sender(twilio.address))
  expect(card.getByText('$0.0079')).toBeVisible()
  expect(card.getByText('1 text a second at most')).toBeVisible()
  expect(card.getByText(/accepted this number/)).toBeVisible()
  await expectAccessible()
})

test('a registration is changed for its own sender', async () => {
  const register = vi.fn(() => [twilio, { ...halted, registration: 'missing' }])
  await openPage('/settings', { sender_register: register })
  const card = within(await sender(halted.address))
  await userEvent.click(card.getByRole('combobox', { name: `Registration of ${halted.address}` }))
  await userEvent.click(screen.getByRole('option', { name: 'Needed, not done' }))
  expect(register).toHaveBeenCalledWith({ id: 2, registration: 'missing' })
  expect(await card.findByText(/Carriers block texts/)).toBeVisible()
})

test('a stopped sender goes on only after its reason was shown and confirmed', async () => {
  const release = vi.fn(() => [twilio, { ...halted, halted: '' }])
  await openPage('/settings', { sender_release: release })
  await sender(halted.address)
  await press(`Let ${halted.address} send again`)
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText('Twilio refused the account’s token.')).toBeVisible()
  expect(release).not.toHaveBeenCalled()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Let it send again' }))
  await waitFor(() => expect(release).toHaveBeenCalledWith({ id: 2 }))
  await waitFor(() => expect(screen.queryByText('This sender has stopped')).not.toBeInTheDocument())
})

test('with no sender the page leads to adding one', async () => {
  await openPage('/settings', { senders_list: [] })
  await userEvent.click(await screen.findByRole('link', { name: 'Add a Twilio account' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Add a Twilio account' })).toBeVisible()
})

test('a Twilio account is added with the token hidden and the price in millionths', async () => {
  const add = vi.fn(() => [twilio])
  await openPage('/settings/twilio', { gateway_add_twilio: add })
  await press('Add the account')
  expect(screen.getByText('An Account SID begins with AC and has 34 characters.')).toBeVisible()
  const sid = `AC${'0123456789abcdef'.repeat(2)}`
  await userEvent.type(screen.getByLabelText('Account SID'), sid)
  const token = screen.getByLabelText('Auth token')
  expect(token).toHaveAttribute('type', 'password')
  await userEvent.type(token, 'a made up token')
  await userEvent.type(screen.getByLabelText('From number'), '+12125550123')
  await expectAccessible()
  await press('Add the account')
  await waitFor(() =>
    expect(add).toHaveBeenCalledWith({
      setup: {
        account_sid: sid,
        auth_token: 'a made up token',
        from: '+12125550123',
        base_url: '',
        registration: 'unknown',
        per_second: 1,
        price_micros: 7900,
      },
    }),
  )
  expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
})

test('the recovery kit is saved, and a closed dialog is no news', async () => {
  const save = vi.fn().mockReturnValueOnce(null).mockReturnValueOnce('/stick/kit.txt')
  await openPage('/settings', { recovery_kit_save: save })
  await press('Save the recovery kit')
  await waitFor(() => expect(save).toHaveBeenCalledOnce())
  expect(screen.queryByText(/Recovery kit saved/)).not.toBeInTheDocument()
  await press('Save the recovery kit')
  expect(await screen.findByText('Recovery kit saved as /stick/kit.txt')).toBeVisible()
})

test('closing the shop leads to its door', async () => {
  await openPage('/settings', { store_close: { stage: 'locked' } })
  await press('Close the shop')
  expect(await screen.findByRole('heading', { level: 1, name: 'Your shop is locked' })).toBeVisible()
})

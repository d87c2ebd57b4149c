import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { harbour, open } from '@tests/fixtures/doors'
import { caps, established, halted, twilio, warming } from '@tests/fixtures/settings'
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
      website: 'harbour-candles.example',
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

test('each sender tells its price, its pace, its registration and what follows from it', async () => {
  await openPage('/settings')
  const card = within(await sender(twilio.address))
  expect(card.getByText('$0.0079')).toBeVisible()
  expect(card.getByText('1 text a second at most')).toBeVisible()
  expect(await card.findByText(/Carriers take its texts/)).toBeVisible()
  expect(card.getByText(/D: 2,400 parts a minute, of which 1,920 are used/)).toBeVisible()
  expect(card.getByText(/High Mid: 40,000 parts a day, of which 32,000 are used/)).toBeVisible()
  await expectAccessible()
})

test('a registration is changed for its own sender', async () => {
  const approved = { ...warming.registration, status: 'approved', use_case: 'mixed' }
  const register = vi.fn(() => ({ ...warming, registration: approved }))
  await openPage('/settings', { sender_register: register })
  const card = within(await sender(halted.address))
  expect(await card.findByText(/Until it is approved, carriers block its texts/)).toBeVisible()
  await press(`Change the registration of ${halted.address}`)
  expect(card.queryByLabelText('Trust score')).not.toBeInTheDocument()
  await userEvent.click(card.getByRole('combobox', { name: 'How far it has come' }))
  await userEvent.click(screen.getByRole('option', { name: 'Approved' }))
  await userEvent.click(card.getByRole('combobox', { name: 'Registered for' }))
  await userEvent.click(screen.getByRole('option', { name: 'Mixed' }))
  await expectAccessible()
  await press('Save the registration')
  await waitFor(() => expect(register).toHaveBeenCalledWith({ id: 2, registration: approved }))
  expect(await card.findByText(/Carriers take its texts/)).toBeVisible()
})

test('a new number shows its level and what opens the next, and the owner may say that it is established', async () => {
  const pace = vi.fn(() => ({ ...warming, warm_up: null }))
  await openPage('/settings', { sender_pace: pace })
  const card = within(await sender(halted.address))
  expect(await card.findByText('Level 2 of 8')).toBeVisible()
  expect(card.getByText('40 of 250 texts today')).toBeVisible()
  expect(card.getByText(/63 texts on one day without an alarm open level 3 \(500 a day\)/)).toBeVisible()
  await userEvent.click(card.getByRole('switch'))
  expect(pace).toHaveBeenCalledWith({ change: { id: 2, account_daily: null, new_number: false } })
  await waitFor(() => expect(card.queryByText('Level 2 of 8')).not.toBeInTheDocument())
})

test('what the account may send in a day is the owner’s to say', async () => {
  const pace = vi.fn(() => ({ ...established, account_daily: 2000 }))
  await openPage('/settings', { sender_pace: pace })
  const card = within(await sender(twilio.address))
  const daily = await card.findByLabelText('Texts the account may send in 24 hours')
  expect(daily).toHaveValue('20000')
  await userEvent.clear(daily)
  await userEvent.type(daily, '2000')
  await press(`Save the daily figure of ${twilio.address}`)
  expect(pace).toHaveBeenCalledWith({ change: { id: 1, account_daily: 2000, new_number: false } })
})

test('the published tables stand under the card, each row with its source', async () => {
  await openPage('/settings')
  const card = within(await sender(twilio.address))
  await userEvent.click(await card.findByText('What carriers and providers publish'))
  const table = await card.findByRole('table', { name: 'AT&T: pace of a 10DLC campaign' })
  expect(within(table).getByText('75 parts a minute for each campaign')).toBeVisible()
  expect(within(table).getAllByText(/As vendors publish them/)[0]).toBeVisible()
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

test('caps by segment are listed, set and removed', async () => {
  const cap_set = vi.fn(() => caps)
  const cap_remove = vi.fn(() => caps.slice(0, 1))
  await openPage('/settings', { cap_set, cap_remove })
  expect(await screen.findByText('at most 4 offers in 30 days')).toBeVisible()
  const form = within(screen.getByRole('form', { name: 'A cap to set' }))
  await userEvent.click(form.getByRole('button', { name: 'Set the cap' }))
  await waitFor(() => expect(cap_set).toHaveBeenCalledWith({ cap: { segment: null, texts: 4, days: 30 } }))
  await press('Remove: VIP')
  await waitFor(() => expect(cap_remove).toHaveBeenCalledWith({ id: 2 }))
})

test('own words for texts that go out by themselves are kept as written, and a refusal is explained', async () => {
  const change = vi.fn().mockImplementationOnce(() => {
    throw { code: 'fixed_text_promotes', message: 'The confirmation holds an offer.', hint: 'Only confirm.' }
  })
  await openPage('/settings', { fixed_texts_change: change })
  const field = await screen.findByLabelText('After a STOP')
  expect(field).toHaveAttribute('placeholder', expect.stringContaining('you have opted out'))
  await userEvent.type(field, 'Harbour Candles: done.')
  await press('Save these texts')
  expect(await screen.findByText('The confirmation holds an offer.')).toBeVisible()
  expect(change).toHaveBeenCalledWith({
    change: expect.objectContaining({
      contact: 'help@harbour.example',
      confirmation: 'Harbour Candles: done.',
      help: '',
    }),
  })
})

test('a backup is looked into beside the shop before it can be brought back, and a cut-short one is named', async () => {
  const user = userEvent.setup()
  const restore = vi.fn(() => open)
  await openPage('/settings', { backup_restore: restore })
  const list = await screen.findByRole('list', { name: 'All backups' })
  expect(within(list).getByText('Cut short: it cannot be used')).toBeVisible()
  const look = within(list).getAllByRole('button', { name: /^Look inside/ })
  expect(look).toHaveLength(2)
  await user.click(look[0] as HTMLElement)
  expect(await screen.findByText(/It is whole, and its consent ledger holds/)).toBeVisible()
  expect(screen.getByRole('row', { name: 'Contacts 1,204 1,210' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Bring it back' }))
  expect(restore).toHaveBeenCalledWith({ id: '20261123T141500Z-daily' })
})

test('holding off sleep is the owner’s wish', async () => {
  const wish = vi.fn(() => null)
  await openPage('/settings', { awake_wish: wish })
  const kept = await screen.findByRole('switch', { name: 'Keep this computer awake' })
  await waitFor(() => expect(kept).toBeChecked())
  await userEvent.click(kept)
  expect(wish).toHaveBeenCalledWith({ wish: false })
})

import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { alice, notAsked, pageOf, people } from '@tests/fixtures/contacts'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

test('everybody is listed with what they may be sent; a suppression outweighs all', async () => {
  await openPage('/contacts')
  const grid = await screen.findByRole('grid', { name: 'Contacts' })
  expect(within(grid).getByText('Alice Archer')).toBeVisible()
  const carla = within(grid).getByText('Carla Costa').closest('[role=row]') as HTMLElement
  expect(within(carla).getByText('Suppressed')).toBeVisible()
  await expectAccessible()
})

test('typing searches, without asking the core at every key', async () => {
  const asked = vi.fn(pageOf(people))
  await openPage('/contacts', { contacts_page: asked })
  await screen.findByText('Alice Archer')
  await userEvent.type(screen.getByLabelText('Search contacts'), 'brook')
  await waitFor(() => expect(screen.queryByText('Alice Archer')).not.toBeInTheDocument())
  expect(await screen.findByText('Bob Brook')).toBeVisible()
  const searches = asked.mock.calls.map(([args]) => (args.query as { search: string }).search)
  expect(searches.at(-1)).toBe('brook')
  expect(searches.length).toBeLessThan(5)
})

test('nobody found is not the same as nobody there', async () => {
  const { unmount } = await openPage('/contacts')
  await screen.findByText('Alice Archer')
  await userEvent.type(screen.getByLabelText('Search contacts'), 'zebra')
  expect(await screen.findByText('Nobody matches “zebra”')).toBeVisible()
  await press('Show everybody')
  expect(await screen.findByText('Alice Archer')).toBeVisible()
  unmount()
  await openPage('/contacts', { contacts_page: { total: 0, lines: [] } })
  expect(await screen.findByText('No contacts yet')).toBeVisible()
})

test('a row opens its person: fields, consent in its exact words, activity, texts', async () => {
  const show = vi.fn(() => alice)
  await openPage('/contacts', { contact_show: show })
  await userEvent.click(await screen.findByText('Alice Archer'))
  await screen.findByRole('heading', { level: 1, name: 'Alice Archer' })
  expect(show).toHaveBeenCalledWith({ id: 1 })
  expect(screen.getByText('alice@example.com')).toBeVisible()
  const ledger = within(screen.getByRole('region', { name: 'Consent' }))
  const entries = ledger.getAllByRole('listitem')
  expect(entries[0]).toHaveTextContent('Yes, text me about new scents. Reply STOP at any time.')
  expect(entries[1]).toHaveTextContent('Withdrawn')
  expect(screen.getByText(/Order placed #1042/)).toBeVisible()
  expect(screen.getByText('Do you ship to Leeds?')).toBeVisible()
  await expectAccessible()
})

test('what a person wrote is shown as text, never as markup', async () => {
  const body = '<img src=x onerror=alert(1)>'
  const messages = [
    { inbound: true, body, at: '2026-10-01T10:05:00Z', state: 'none', reason: '', campaign: '' },
  ]
  await openPage('/contacts/1', { contact_show: { ...alice, messages } })
  expect(await screen.findByText(body)).toBeVisible()
  expect(document.querySelector('img')).toBeNull()
})

test('a number is suppressed only after the deed was confirmed', async () => {
  const suppress = vi.fn(() => null)
  const show = vi
    .fn()
    .mockReturnValueOnce(alice)
    .mockReturnValue({ ...alice, line: { ...alice.line, suppressed: true } })
  await openPage('/contacts/1', { number_suppress: suppress, contact_show: show })
  await screen.findByRole('heading', { level: 1, name: 'Alice Archer' })
  await press('Suppress this number')
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }))
  expect(suppress).not.toHaveBeenCalled()
  await press('Suppress this number')
  const again = await screen.findByRole('dialog')
  await userEvent.click(within(again).getByRole('button', { name: 'Suppress this number' }))
  await waitFor(() => expect(suppress).toHaveBeenCalledWith({ number: alice.line.number }))
  expect(await screen.findByText('This number is suppressed')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Suppress this number' })).not.toBeInTheDocument()
})

test('an unknown id of a ledger entry stays readable', async () => {
  const ledger = alice.ledger.map((entry) => ({ ...entry, source: 'village_fair' }))
  await openPage('/contacts/1', { contact_show: { ...alice, ledger } })
  expect((await screen.findAllByText('Village fair'))[0]).toBeVisible()
})

test('the list is exported for people or for machines', async () => {
  const exported = vi.fn(() => '/home/owner/contacts.csv')
  await openPage('/contacts', { contacts_export: exported })
  await press('Export')
  await userEvent.click(await screen.findByRole('menuitem', { name: /For machines/ }))
  expect(await screen.findByText('Exported to /home/owner/contacts.csv')).toBeVisible()
  expect(exported).toHaveBeenCalledWith({ forPeople: false })
})

test('a person is asked to confirm after it was said what follows, and the question can be withdrawn', async () => {
  const send = vi.fn(() => ({
    ...notAsked,
    state: 'waiting',
    answer_by: '2026-11-27T15:00:00Z',
    why_not: 'asked_already',
  }))
  const withdraw = vi.fn(() => notAsked)
  await openPage('/contacts/1', { asking_send: send, asking_withdraw: withdraw })
  await userEvent.click(await screen.findByRole('button', { name: 'Ask to confirm by text' }))
  expect(await screen.findByText(/Until they answer YES they get nothing else/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
  expect(await screen.findByText('Asked to confirm: waiting for a YES')).toBeVisible()
  await expectAccessible()
  await userEvent.click(screen.getByRole('button', { name: 'Withdraw the question' }))
  expect(withdraw).toHaveBeenCalledWith({ id: 1 })
  expect(await screen.findByRole('button', { name: 'Ask to confirm by text' })).toBeVisible()
})

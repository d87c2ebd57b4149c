import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { alice, notAsked, pageOf, people } from '@tests/fixtures/contacts'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'
import type { ContactQuery } from '@/host'

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
  // A slow typist is answered for half a word, too: what stands in the end counts.
  await waitFor(() => expect(screen.getByText('Bob Brook')).toBeVisible())
  const searches = () => asked.mock.calls.map(([args]) => (args.query as ContactQuery).asked.search)
  await waitFor(() => expect(searches().at(-1)).toBe('brook'))
  expect(searches().length).toBeLessThan(5)
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
  expect(exported).toHaveBeenCalledWith({ forPeople: false, chosen: null })
})

const row = (name: string) => screen.getByText(name).closest('[role=row]') as HTMLElement

test('people are chosen by Space, tagged by the deed that names how many, and it can be taken back', async () => {
  const deed = vi.fn(() => ({ people: 2, left: 0, repair: 9 }))
  const undo = vi.fn(() => ({
    id: 9,
    kind: 'tagged',
    detail: 'spring',
    people: 2,
    applied_at: '',
    undone_at: '',
  }))
  await openPage('/contacts', { contacts_deed: deed, cleanup_undo: undo })
  const grid = await screen.findByRole('grid', { name: 'Contacts' })
  grid.focus()
  await userEvent.keyboard(' {ArrowDown} ')
  expect(row('Alice Archer')).toHaveAttribute('aria-selected', 'true')
  expect(row('Carla Costa')).toHaveAttribute('aria-selected', 'false')
  expect(screen.getByText('2 chosen')).toBeVisible()
  await press('Tag them')
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText('Write the name of a tag first.')).toBeVisible()
  await userEvent.type(dialog.getByRole('combobox', { name: 'Tag' }), 'spring')
  await userEvent.click(dialog.getByRole('button', { name: 'Tag 2 people “spring”' }))
  expect(await screen.findByText('2 people tagged “spring”')).toBeVisible()
  const [{ chosen }] = deed.mock.calls[0] as unknown as [{ chosen: Record<string, unknown> }]
  expect(chosen).toMatchObject({ all: false, ids: [1, 2], expected: 2 })
  expect(screen.queryByText('2 chosen')).not.toBeInTheDocument()
  await press('Undo')
  await waitFor(() => expect(undo).toHaveBeenCalledWith({ id: 9 }))
})

test('all that match means all of them, without those taken out again', async () => {
  const deed = vi.fn(() => ({ people: 4, left: 1, repair: null }))
  await openPage('/contacts', { contacts_deed: deed })
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose all that match' }))
  expect(screen.getByText('5 chosen')).toBeVisible()
  await userEvent.click(within(row('Bob Brook')).getAllByRole('gridcell')[0] as HTMLElement)
  expect(screen.getByText('4 chosen')).toBeVisible()
  await expectAccessible()
  await press('More')
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Erase for good' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText(/Nothing brings them back/)).toBeVisible()
  await userEvent.click(dialog.getByRole('button', { name: 'Erase 4 people for good' }))
  expect(await screen.findByText(/4 people erased 1 person stays for now/)).toBeVisible()
  const [{ chosen }] = deed.mock.calls[0] as unknown as [{ chosen: Record<string, unknown> }]
  expect(chosen).toMatchObject({ all: true, ids: [2], expected: 4 })
})

test('filters and orders go to the core; nobody left has a way back to everybody', async () => {
  const asked = vi.fn((args: Record<string, unknown>) => {
    const { filter } = (args.query as ContactQuery).asked
    return filter.consent === 'none' ? { total: 0, lines: [] } : pageOf(people)(args)
  })
  await openPage('/contacts', { contacts_page: asked })
  await userEvent.click(await screen.findByRole('button', { name: /Spent/ }))
  const last = () => (asked.mock.lastCall as [Record<string, unknown>])[0].query as ContactQuery
  await waitFor(() => expect(last().asked).toMatchObject({ sort: 'spent', reversed: false }))
  await press('Filter')
  await userEvent.click(screen.getByRole('combobox', { name: 'Consent' }))
  await userEvent.click(await screen.findByRole('option', { name: 'None' }))
  await waitFor(() => expect(last().asked.filter.consent).toBe('none'))
  expect(await screen.findByText('Nobody fits this filter')).toBeVisible()
  await press('Show everybody')
  expect(await screen.findByText('Alice Archer')).toBeVisible()
})

test('a person’s tags are taken off and put on where they stand', async () => {
  const deed = vi.fn(() => ({ people: 1, left: 0, repair: 9 }))
  await openPage('/contacts/1', { contacts_deed: deed })
  await userEvent.click(await screen.findByRole('button', { name: 'Take off the tag vip' }))
  await waitFor(() => expect(deed).toHaveBeenCalled())
  const [{ chosen, deed: done }] = deed.mock.calls[0] as unknown as [Record<string, unknown>]
  expect(chosen).toMatchObject({ all: false, ids: [1], expected: 1 })
  expect(done).toEqual({ kind: 'untag', name: 'vip' })
})

test('a person is asked to confirm after it was said what follows, and the question can be withdrawn', async () => {
  let now = notAsked
  const waiting = { state: 'waiting', answer_by: '2026-11-27T15:00:00Z', why_not: 'asked_already' }
  const withdraw = vi.fn(() => {
    now = notAsked
    return now
  })
  await openPage('/contacts/1', {
    asking_show: () => now,
    asking_send: () => {
      now = { ...notAsked, ...waiting }
      return now
    },
    asking_withdraw: withdraw,
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Ask to confirm by text' }))
  expect(await screen.findByText(/Until they answer YES they get nothing else/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
  expect(await screen.findByText('Asked to confirm: waiting for a YES')).toBeVisible()
  await expectAccessible()
  await userEvent.click(screen.getByRole('button', { name: 'Withdraw the question' }))
  expect(withdraw).toHaveBeenCalledWith({ id: 1 })
  expect(await screen.findByRole('button', { name: 'Ask to confirm by text' })).toBeVisible()
})

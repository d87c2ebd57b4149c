import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { messy, nobody, tidy } from '@tests/fixtures/cleanup'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))
const pane = () => within(screen.getByRole('region', { name: 'The chosen finding' }))
const made = (people: number) => ({
  id: 7,
  kind: 'name_style',
  detail: '',
  people,
  applied_at: '2026-11-20T15:00:00Z',
  undone_at: '',
})

test('every finding stands with its people; the chosen one with its reason, its deed and who it is about', async () => {
  await openPage('/contacts/cleanup?kind=name_style')
  const findings = within(await screen.findByRole('navigation', { name: 'Findings' }))
  expect(findings.getAllByRole('button')).toHaveLength(messy.findings.length + 1)
  expect(findings.getByRole('button', { name: /No consent you can prove/ })).toHaveTextContent('204 people')
  expect(pane().getByRole('button', { name: 'Tidy 38 names' })).toBeVisible()
  expect(await pane().findAllByText('Becomes')).toHaveLength(1)
  expect(await pane().findByText('38 rows')).toBeVisible()
  await expectAccessible()
})

test('a repair is made by its deed and can be taken back at once', async () => {
  const repair = vi.fn(() => made(38))
  const undo = vi.fn(() => ({ ...made(38), undone_at: '2026-11-20T15:01:00Z' }))
  await openPage('/contacts/cleanup?kind=name_style', { cleanup_repair: repair, cleanup_undo: undo })
  await screen.findByRole('button', { name: 'Tidy 38 names' })
  await press('Tidy 38 names')
  expect(await screen.findByText('Names to tidy: 38 people repaired')).toBeVisible()
  expect(repair).toHaveBeenCalledWith({
    request: { kind: 'name_style', only: [], keep_names: false, name: null, import: null, answer: '' },
  })
  await press('Undo')
  expect(await screen.findByText('Taken back: 38 people are as before')).toBeVisible()
  expect(undo).toHaveBeenCalledWith({ id: 7 })
})

test('a refused repair says why, on the page', async () => {
  const refused = { code: 'cleanup_nothing_to_do', message: 'There is nothing left.', hint: 'Look again.' }
  const repair = () => {
    throw refused
  }
  await openPage('/contacts/cleanup?kind=silent', { cleanup_repair: repair })
  await screen.findByRole('button', { name: /^Tag 112 people/ })
  await press(/^Tag 112 people/)
  expect(await pane().findByText('There is nothing left.')).toBeVisible()
})

test('the owner chooses who is greeted at a number', async () => {
  const repair = vi.fn(() => made(1))
  await openPage('/contacts/cleanup?kind=shared_number', { cleanup_repair: repair })
  await userEvent.click((await screen.findAllByText('Alice & Bob Archer'))[0] as HTMLElement)
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByRole('button', { name: 'Greet Alice & Bob Archer' })).toBeVisible()
  await userEvent.click(dialog.getByRole('radio', { name: 'Bob Archer' }))
  await userEvent.click(dialog.getByRole('button', { name: 'Greet Bob Archer' }))
  await waitFor(() => expect(repair).toHaveBeenCalled())
  const [{ request }] = repair.mock.calls[0] as unknown as [{ request: Record<string, unknown> }]
  expect(request).toMatchObject({ only: [1], name: { first_name: 'Bob', last_name: 'Archer' } })
})

test('a bought list shows its evidence and is let go only for an answer of more than a few words', async () => {
  const repair = vi.fn(() => ({ ...made(240), kind: 'bought_list' }))
  await openPage('/contacts/cleanup', { cleanup_repair: repair })
  const evidence = within(await screen.findByRole('list', { name: 'Why it looks bought' }))
  expect(evidence.getByText('212 of 240 numbers follow on each other')).toBeVisible()
  const deed = screen.getByRole('button', { name: 'Answer for 240 people and end the hold' })
  expect(deed).toBeDisabled()
  await userEvent.type(
    screen.getByLabelText('Where do these numbers come from?'),
    'They signed up at our market',
  )
  await userEvent.click(deed)
  await waitFor(() => expect(repair).toHaveBeenCalled())
  const [{ request }] = repair.mock.calls[0] as unknown as [{ request: Record<string, unknown> }]
  expect(request).toMatchObject({ import: 2, answer: 'They signed up at our market' })
})

test('repairs made are listed with the way back, those taken back without', async () => {
  await openPage('/contacts/cleanup?kind=repairs')
  const table = within(await screen.findByRole('table', { name: 'Repairs made' }))
  expect(table.getAllByRole('button')).toHaveLength(1)
  expect(table.getByText('“They signed our paper list at the spring market in May”')).toBeVisible()
  expect(table.getByText('Taken back')).toBeVisible()
})

test('a clean list, an empty list and a list that could not be read are three different things', async () => {
  const clean = await openPage('/contacts/cleanup', { cleanup_show: tidy })
  expect(await screen.findByText('Nothing to tidy')).toBeVisible()
  expect(screen.getByRole('table', { name: 'Repairs made' })).toBeVisible()
  clean.unmount()
  const empty = await openPage('/contacts/cleanup', { cleanup_show: nobody })
  expect(await screen.findByText('No contacts yet')).toBeVisible()
  empty.unmount()
  const broken = () => {
    throw { code: 'store_busy', message: 'The store is busy.', hint: 'Try again.' }
  }
  await openPage('/contacts/cleanup', { cleanup_show: broken })
  expect(await screen.findByText('The store is busy.')).toBeVisible()
})

test('the first page says quietly that the list could be tidied, and loudly that a list is held', async () => {
  await openPage('/')
  expect(await screen.findByText('1 imported list looks bought and is held')).toBeVisible()
  expect(screen.getByText(/has 9 findings/)).toBeVisible()
})

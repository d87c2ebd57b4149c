import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { renderKit } from '@tests/renderKit'
import { expect, test, vi } from 'vitest'
import { columnsFor, DataTable, EmptyState, type Page } from '@/kit'
import { moved } from '../table/moved'
import { pagesFor } from '../table/usePages'

interface Person {
  id: string
  name: string
}

const col = columnsFor<Person>()
const columns = col.columns([
  col.accessor('name', { header: 'Name' }),
  col.accessor('id', { header: 'Number' }),
])

const people = (total: number) =>
  vi.fn(
    async (offset: number, limit: number): Promise<Page<Person>> => ({
      rows: Array.from({ length: Math.min(limit, total - offset) }, (_, at) => ({
        id: `p${offset + at}`,
        name: `Alice ${offset + at}`,
      })),
      total,
    }),
  )

function show(fetchPage: (offset: number, limit: number) => Promise<Page<Person>>, onOpen = vi.fn()) {
  renderKit(
    <DataTable
      label="People"
      queryKey={['people']}
      columns={columns}
      fetchPage={fetchPage}
      rowId={(person) => person.id}
      onOpen={onOpen}
      empty={<EmptyState kind="first-use" title="Nobody yet" />}
    />,
  )
  return onOpen
}

test('a hundred thousand rows are counted whole, asked for by the page, and drawn by the window', async () => {
  const fetchPage = people(100_000)
  show(fetchPage)
  const grid = await screen.findByRole('grid', { name: 'People' })
  expect(grid).toHaveAttribute('aria-rowcount', '100001')
  await screen.findByText('Alice 0')
  expect(screen.getAllByRole('row').length).toBeLessThan(61)
  expect(screen.getByText('Alice 0').closest('[role=row]')).toHaveAttribute('aria-rowindex', '2')
  expect(fetchPage.mock.calls).toEqual([[0, 100]])
  expect(screen.getByText('100,000 rows')).toBeVisible()
  await expectAccessible()
})

test('arrows move, Enter opens the row that is marked', async () => {
  const onOpen = show(people(30))
  const grid = await screen.findByRole('grid')
  grid.focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}')
  expect(onOpen).toHaveBeenCalledExactlyOnceWith({ id: 'p1', name: 'Alice 1' })
  const marked = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
  expect(marked).toHaveTextContent('Alice 1')
})

test('a click opens its row', async () => {
  const onOpen = show(people(3))
  await userEvent.click(await screen.findByText('Alice 2'))
  expect(onOpen).toHaveBeenCalledExactlyOnceWith({ id: 'p2', name: 'Alice 2' })
})

test('no rows show what was given for emptiness', async () => {
  show(people(0))
  expect(await screen.findByText('Nobody yet')).toBeVisible()
  expect(screen.queryByRole('grid')).not.toBeInTheDocument()
})

test('a refusal is shown in its words and asked again on demand', async () => {
  const fetchPage = people(2)
  fetchPage.mockRejectedValueOnce({ code: 'store_closed', message: 'The store is closed.', hint: 'Open it.' })
  show(fetchPage)
  expect(await screen.findByRole('alert')).toHaveTextContent('The store is closed.')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.getByText('Alice 1')).toBeVisible())
})

test('a sortable heading says its order and asks for the other one', async () => {
  const onSort = vi.fn()
  renderKit(
    <DataTable
      label="People"
      queryKey={['sorted']}
      columns={columns}
      fetchPage={people(2)}
      rowId={(person) => person.id}
      empty={null}
      sorting={{ by: ['name'], at: { id: 'name', descending: false }, onSort }}
    />,
  )
  expect(await screen.findByRole('columnheader', { name: /Name/ })).toHaveAttribute('aria-sort', 'ascending')
  await userEvent.click(screen.getByRole('button', { name: /Name/ }))
  expect(onSort).toHaveBeenCalledWith('name', true)
  await expectAccessible()
})

test('keys stop at both ends', () => {
  expect(moved('ArrowUp', 0, 5, 3)).toBe(0)
  expect(moved('End', 1, 5, 3)).toBe(4)
  expect(moved('PageDown', 3, 5, 3)).toBe(4)
  expect(moved('x', 3, 5, 3)).toBeUndefined()
})

test('only the pages in view and the first are wanted', () => {
  expect(pagesFor(0, 20, 100)).toEqual([0])
  expect(pagesFor(95, 110, 100)).toEqual([0, 1])
  expect(pagesFor(5_000, 5_020, 100)).toEqual([0, 50])
})

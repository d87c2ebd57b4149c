import { emit } from '@tauri-apps/api/event'
import { act, screen } from '@testing-library/react'
import { openPage } from '@tests/openPage'
import { expect, test } from 'vitest'
import { dropped } from './DropToImport'

const at = { position: { x: 1, y: 1 } }
const heldOver = (paths: string[]) => act(() => emit('tauri://drag-enter', { paths, ...at }))
const letGo = (paths: string[]) => act(() => emit('tauri://drag-drop', { paths, ...at }))

test('a file over the window says what dropping does, and dropping leads to its import', async () => {
  await openPage('/inbox')
  await heldOver(['/home/owner/list.csv'])
  expect(screen.getByText('Drop to import contacts')).toBeVisible()
  await letGo(['/home/owner/list.csv'])
  expect(screen.queryByText('Drop to import contacts')).not.toBeInTheDocument()
  await screen.findByRole('heading', { level: 1, name: 'Import contacts' })
  expect(decodeURIComponent(window.location.hash)).toContain('/contacts/import?file=/home/owner/list.csv')
})

test('another kind of file is refused in words, and the page stays', async () => {
  await openPage('/inbox')
  await letGo(['/home/owner/list.xlsx'])
  expect(await screen.findByText(/not a file Counterbell can import/)).toBeVisible()
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Inbox')
})

test('one list of names is taken whatever the case of its ending, several files are not', () => {
  expect(dropped(['C:\\Shop\\LIST.CSV'])).toEqual({ file: 'C:\\Shop\\LIST.CSV' })
  expect(dropped(['/a.tsv'])).toEqual({ file: '/a.tsv' })
  expect(dropped(['/a.csv.exe'])).toEqual({ refused: 'kind' })
  expect(dropped(['/a.csv', '/b.csv'])).toEqual({ refused: 'several' })
  expect(dropped([])).toBeUndefined()
})

import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

test('past imports are listed, and one is taken back after saying what goes and what stays', async () => {
  const undo = vi.fn(() => ({ id: 2, removed: 812, restored: 140, left_alone: 3, revoked: 640 }))
  await openPage('/contacts/imports', { import_undo: undo })
  expect(await screen.findByRole('rowheader', { name: 'customers_export.csv' })).toBeVisible()
  expect(screen.getByText('Taken back')).toBeVisible()
  await expectAccessible()
  const opener = screen.getByRole('button', { name: 'Take back customers_export.csv' })
  opener.focus()
  await userEvent.keyboard('{Enter}')
  expect(await screen.findByText(/Suppressions, STOPs and sent texts stay/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Take this import back' }))
  expect(await screen.findByText(/812 contacts removed, 140 restored/)).toBeVisible()
  expect(undo).toHaveBeenCalledWith({ id: 2 })
})

test('rejected rows are saved where the owner says', async () => {
  await openPage('/contacts/imports')
  await userEvent.click(
    await screen.findByRole('button', { name: 'Save rejected rows of customers_export.csv' }),
  )
  expect(await screen.findByText(/rejected-rows.csv/)).toBeVisible()
})

test('a shop that has imported nothing is told so', async () => {
  await openPage('/contacts/imports', { imports_list: [] })
  expect(await screen.findByText('Nothing has been imported yet')).toBeVisible()
})

import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { lockedCopy } from '@tests/fixtures/copies'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

test('the shop itself shows no word of copies', async () => {
  await openPage('/')
  expect(screen.queryByText(/nothing is sent from it/)).toBeNull()
})

test('a locked copy says so on every page and is confirmed only after the replies were read', async () => {
  let copy: typeof lockedCopy | null = lockedCopy
  const user = userEvent.setup()
  await openPage('/contacts', {
    copy_show: () => copy,
    inbox_pull: () => {
      copy = { ...lockedCopy, ready: true, senders: [{ address: '+12125550123', read: true, closed: false }] }
      return { texts: 0, opt_outs: 0, receipts: 0, resolved: 0 }
    },
    copy_confirm: () => {
      copy = null
      return null
    },
  })
  await screen.findByText('This is an older copy of your shop: nothing is sent from it')
  await user.click(screen.getByRole('button', { name: 'Look at it' }))
  const deed = await screen.findByRole('button', { name: 'This is my shop' })
  expect(deed).toHaveProperty('disabled', true)
  await user.click(screen.getByRole('button', { name: 'Read the replies now' }))
  await screen.findByText('Replies to +12125550123: read since')
  await user.click(screen.getByRole('button', { name: 'This is my shop' }))
  await screen.findByText('This copy is your shop. Approve again what should still go out.')
  expect(screen.queryByText(/nothing is sent from it/)).toBeNull()
})

test('a copy whose account is closed is confirmed without its replies', async () => {
  let copy = lockedCopy
  const given = vi.fn(() => {
    copy = { ...lockedCopy, ready: true, senders: [{ address: '+12125550123', read: false, closed: true }] }
    return null
  })
  const user = userEvent.setup()
  await openPage('/', { copy_show: () => copy, copy_give_up_inbox: given })
  await user.click(await screen.findByRole('button', { name: 'Look at it' }))
  await user.click(await screen.findByRole('button', { name: 'Its account is closed: +12125550123' }))
  await screen.findByText(/its account is closed, so they cannot be read any more/)
  expect(given).toHaveBeenCalledWith({ address: '+12125550123' })
  expect(screen.getByRole('button', { name: 'This is my shop' })).toBeEnabled()
})

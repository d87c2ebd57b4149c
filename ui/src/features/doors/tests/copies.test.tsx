import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { lockedCopy } from '@tests/fixtures/copies'
import { openPage } from '@tests/openPage'
import { expect, test } from 'vitest'

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
      copy = { ...lockedCopy, ready: true, senders: [{ address: '+12125550123', read: true }] }
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

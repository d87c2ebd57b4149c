import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { cutOff } from '@tests/fixtures/doors'
import { someDoubts } from '@tests/fixtures/health'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

test('each text in doubt shows its evidence, leaves itself alone unless asked, and bars what is not possible', async () => {
  const resolve = vi.fn(() => null)
  await openPage('/doubts', { doubt_resolve: resolve })
  const chosen = await screen.findAllByRole('radio', { checked: true })
  expect(chosen).toHaveLength(2)
  for (const one of chosen) expect(one).toHaveAccessibleName(/Leave it/)
  expect(screen.queryByRole('button', { name: /Do this/ })).toBeNull()
  const [first, second] = screen.getAllByRole('radio', { name: 'Send it again' })
  expect(first).toBeDisabled()
  expect(second).toBeEnabled()
  await expectAccessible()
  await userEvent.click(second as HTMLElement)
  await userEvent.click(screen.getByRole('button', { name: /Do this for/ }))
  expect(resolve).toHaveBeenCalledWith({ id: someDoubts[1]?.id, answer: 'resend' })
})

test('after a crash nothing moves before the owner has seen what is in doubt', async () => {
  const seen = vi.fn(() => ({ stage: 'open', practice: false, shop: {} }))
  await openPage('/', { app_stage: cutOff, cut_off_seen: seen })
  await screen.findByRole('heading', { level: 1, name: 'Counterbell was cut off' })
  expect(screen.queryByRole('navigation')).toBeNull()
  expect(screen.getByText('Of 3 texts nobody knows whether they went out')).toBeVisible()
  expect(screen.getByRole('row', { name: 'Spring coats 412 3 789 1,204' })).toBeVisible()
  await expectAccessible()
  await userEvent.click(screen.getByRole('button', { name: 'Hold everything first' }))
  expect(seen).toHaveBeenCalledWith({ pause: true })
})

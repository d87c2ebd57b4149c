import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { renderKit } from '@tests/renderKit'
import { afterEach, expect, test, vi } from 'vitest'
import { EmptyState, LoadingState, Notice, Problem, StateBadge } from '@/kit'

afterEach(() => vi.useRealTimers())

test('a problem says what happened, what to do and its code, and can be tried again', async () => {
  const retry = vi.fn()
  const thrown = { code: 'store_locked', message: 'Another window has the store.', hint: 'Close it first.' }
  renderKit(<Problem thrown={thrown} onRetry={retry} />)
  const alert = screen.getByRole('alert')
  for (const words of Object.values(thrown)) expect(alert).toHaveTextContent(words)
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(retry).toHaveBeenCalledOnce()
  await expectAccessible()
})

test('a problem inside an error is found, and a bare error never shows its own text', () => {
  renderKit(
    <Problem
      thrown={Object.assign(new Error('x'), { problem: { code: 'c', message: 'Said.', hint: '' } })}
    />,
  )
  expect(screen.getByText('Said.')).toBeVisible()
  renderKit(<Problem thrown={new Error('secret +44 7700 900123')} />)
  expect(screen.queryByText(/secret/)).not.toBeInTheDocument()
  expect(screen.getByText(/did not understand/)).toBeVisible()
})

test('only the error kind of emptiness is an alert', async () => {
  const { unmount } = renderKit(
    <EmptyState kind="cleared" title="All done" action={<button type="button">Go</button>} />,
  )
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Go' })).toBeVisible()
  await expectAccessible()
  unmount()
  renderKit(<EmptyState kind="error" title="Could not be read" />)
  expect(screen.getByRole('alert')).toHaveTextContent('Could not be read')
})

test('loading is said at once and drawn only when the answer is slow', async () => {
  renderKit(<LoadingState lines={3} label="Loading people" delay={40} />)
  const status = screen.getByRole('status', { name: 'Loading people' })
  expect(status).toBeEmptyDOMElement()
  await vi.waitFor(() => expect(status.children).toHaveLength(3))
})

test('a notice and a badge carry their tone and their words', async () => {
  renderKit(
    <Notice tone="warn" title="Quiet hours">
      <StateBadge tone="idle">paused</StateBadge>
    </Notice>,
  )
  expect(screen.getByText('Quiet hours').closest('[data-tone]')).toHaveAttribute('data-tone', 'warn')
  expect(screen.getByText('paused')).toHaveAttribute('data-tone', 'idle')
  await expectAccessible()
})

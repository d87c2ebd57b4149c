import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { renderKit } from '@tests/renderKit'
import { expect, test, vi } from 'vitest'
import { Crash } from './Crash'

test('our own fault is named as such, and the page can be opened again', async () => {
  const reset = vi.fn()
  renderKit(<Crash error={new TypeError('x is not a function')} reset={reset} />)
  expect(screen.getByRole('alert')).toHaveTextContent('a fault in Counterbell')
  expect(screen.queryByText(/not a function/)).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Open the page again' }))
  expect(reset).toHaveBeenCalledOnce()
})

test('a refusal of the core keeps its own words', () => {
  renderKit(
    <Crash
      error={{ code: 'store_locked', message: 'The store is in use.', hint: 'Close the other window.' }}
      reset={() => undefined}
    />,
  )
  expect(screen.getByRole('alert')).toHaveTextContent('The store is in use.')
  expect(screen.getByText('store_locked')).toBeVisible()
})

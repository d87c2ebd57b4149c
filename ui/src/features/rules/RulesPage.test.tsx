import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { openPage } from '@tests/openPage'
import { expect, test } from 'vitest'

test('every table stands there with version, source, grade and date, and a place narrows them', async () => {
  await openPage('/settings/rules')
  const hours = await screen.findByRole('table', { name: 'Quiet hours' })
  for (const part of ['47 CFR 64.1200(c)(1)', 'quoted', '2026-09']) expect(hours).toHaveTextContent(part)
  expect(screen.getByText(/Version 2026-11, 2 rows/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show all 14 rows' }))
  expect(screen.getByRole('table', { name: 'Keywords' })).toHaveTextContent('stop 13')
  await expectAccessible()
  await userEvent.type(screen.getByLabelText('Country or state'), 'us-tx')
  await waitFor(() => expect(hours).not.toHaveTextContent('FED'))
  expect(hours).toHaveTextContent('SB 140')
})

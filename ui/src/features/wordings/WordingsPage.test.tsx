import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { box, unspoken } from '@tests/fixtures/wordings'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

test('each wording shows its words and its promise; one nobody spoke for comes first and is spoken for', async () => {
  const wording_keep = vi.fn(() => [box, { ...unspoken, stated: true, name: 'Old form', version: 1 }])
  await openPage('/settings/wordings', { wording_keep })
  const open = await screen.findByRole('region', { name: 'Wording 2, not named yet' })
  const [first] = screen.getAllByRole('region', { name: /Wording 2|Checkout box/ })
  expect(first).toBe(open)
  const kept = screen.getByRole('region', { name: 'Checkout box, version 2' })
  for (const part of ['Up to 4 a month.', 'Cart reminders are named.', '1,204 people'])
    expect(kept).toHaveTextContent(part)
  await userEvent.click(within(open).getByRole('button', { name: /Say what it promises/ }))
  await expectAccessible()
  await userEvent.type(within(open).getByLabelText(/^Name/), 'Old form')
  await userEvent.click(within(open).getByRole('checkbox', { name: 'Offers' }))
  await userEvent.click(within(open).getByRole('button', { name: 'Keep it' }))
  await waitFor(() =>
    expect(wording_keep).toHaveBeenCalledWith({
      wording: expect.objectContaining({ id: 2, name: 'Old form', kinds: ['offers'], place: 'checkout' }),
    }),
  )
  expect(await screen.findByRole('region', { name: 'Old form, version 1' })).toBeVisible()
})

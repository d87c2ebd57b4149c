import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { broken, whole } from '@tests/fixtures/health'
import { twilio } from '@tests/fixtures/settings'
import { quiet } from '@tests/fixtures/today'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

const panel = (name: string) => screen.findByRole('region', { name })

test('a stopped sender says why and leads to its settings, a ready one how fresh its inbox is', async () => {
  await openPage('/health', { senders_list: [twilio, { ...twilio, id: 2, halted: '30034' }] })
  const senders = within(await panel('Senders'))
  expect((await senders.findAllByText(/Inbox read/))[0]).toBeVisible()
  expect(senders.getByText('Ready')).toBeVisible()
  expect(senders.getByText(/the SMS provider refused with code 30034/)).toBeVisible()
  expect(senders.getByRole('link', { name: `Look at ${twilio.address} in Settings` })).toBeVisible()
  await expectAccessible()
})

test('a whole ledger shows how many entries, and the seal to note down', async () => {
  await openPage('/health')
  const ledger = within(await panel('Consent ledger'))
  expect(await ledger.findByText('Whole: every entry stands as it was written')).toBeVisible()
  expect(ledger.getByText('3,012')).toBeVisible()
  expect(ledger.getByText(whole.head)).toBeVisible()
})

test('a broken ledger says where, gives no seal, and can be verified again', async () => {
  const verify = vi.fn<() => unknown>(() => broken)
  await openPage('/health', { ledger_verify: verify })
  const ledger = within(await panel('Consent ledger'))
  expect(await ledger.findByText('Entry 812 does not fit the ones before it')).toBeVisible()
  expect(ledger.queryByText(broken.head)).not.toBeInTheDocument()
  verify.mockImplementation(() => whole)
  await userEvent.click(ledger.getByRole('button', { name: 'Verify again' }))
  expect(await ledger.findByText('Whole: every entry stands as it was written')).toBeVisible()
})

test('texts in doubt are counted, and their absence is said', async () => {
  const { unmount } = await openPage('/health', { today: { ...quiet, in_doubt: 2 } })
  const doubt = () => panel('Texts in doubt')
  expect(await within(await doubt()).findByText(/Of 2 texts nobody knows yet/)).toBeVisible()
  unmount()
  await openPage('/health', { today: quiet })
  expect(await within(await doubt()).findByText(/of every text it is known/)).toBeVisible()
})

test('without an SMS account the page says that nothing can go out', async () => {
  await openPage('/health', { senders_list: [] })
  expect(await screen.findByText(/so nothing can go out/)).toBeVisible()
})

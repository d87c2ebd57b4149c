import { emit } from '@tauri-apps/api/event'
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expectAccessible } from '@tests/axe'
import { healthOf, unwell } from '@tests/fixtures/health'
import {
  alarmed,
  drafted,
  everybody,
  finished,
  halted,
  paused,
  running,
  waiting,
} from '@tests/fixtures/watch'
import { openPage } from '@tests/openPage'
import { expect, test, vi } from 'vitest'

const watch = async (report: unknown, more = {}) => {
  const view = await openPage('/campaigns/6', { campaign_report: report, ...more })
  await screen.findByRole('region', { name: 'Everybody who matched' })
  return view
}
const cell = (who: string) => screen.getByRole('row', { name: new RegExp(`^${who}`) })

test('while it goes out, the page says how far, how fast and until when', async () => {
  await watch(running)
  expect(screen.getByText(/^412 of 1,204 · 30 a minute · done about /)).toBeVisible()
  expect(screen.getByRole('img', { name: /Delivered 331.*Queued 791/ })).toBeVisible()
  expect(screen.getByText('of at most $19.04')).toBeVisible()
  expect(document.title).toBe('Blue runner is back – Counterbell')
  await expectAccessible()
})

test('where sleep cannot be held off, a campaign that goes out says so', async () => {
  await watch(running, { awake_show: { wished: true, state: 'impossible' } })
  expect(await screen.findByText('This computer cannot be kept awake')).toBeVisible()
})

test('when it waits, the reason stands in place of a finishing time', async () => {
  await watch(waiting)
  expect(
    screen.getByText(/^412 of 1,204 · Waiting for sending hours where the recipients are. · goes on about /),
  ).toBeVisible()
  expect(screen.queryByText(/done about/)).not.toBeInTheDocument()
})

test('texts in doubt are explained, and their people are one press away', async () => {
  await watch(running)
  expect(screen.getByText('2 texts are in doubt')).toBeVisible()
  expect(screen.getByText(/asks the provider and never sends such a text again by itself/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show the people' }))
  const people = await screen.findByRole('dialog', { name: 'In doubt' })
  expect(await within(people).findByText('Dmitri Dale')).toBeVisible()
  await expectAccessible()
})

test('both sums stand under the table, and a report that does not add up says so', async () => {
  const { unmount } = await watch(finished)
  expect(screen.getByText('1,204 recipients + 806 left out = 2,010 matched')).toBeVisible()
  expect(screen.getByText('1,204 texts, each in exactly one state = 1,204 recipients')).toBeVisible()
  expect(screen.queryByText(/do not add up/)).not.toBeInTheDocument()
  unmount()
  await watch({ ...finished, by_state: finished.by_state.slice(1) })
  expect(screen.getByText(/do not add up/)).toBeVisible()
})

test('a reason opens only its own people', async () => {
  await watch(finished)
  expect(cell('Never agreed to texts')).toHaveTextContent('604')
  await userEvent.click(screen.getByRole('button', { name: /604 people: Never agreed to texts/ }))
  const people = await screen.findByRole('dialog', { name: 'Never agreed to texts' })
  expect(await within(people).findByText('Alice Archer')).toBeVisible()
  expect(within(people).queryByText('Bob Baker')).not.toBeInTheDocument()
})

test('one reason is found however many others stand before it', async () => {
  const others = Array.from({ length: 1200 }, (_, at) => ({
    ...(everybody.excluded?.[1] as object),
    id: 1000 + at,
  }))
  const everyone = [...others, everybody.excluded?.[0]]
  await watch(finished, {
    campaign_people: ({ query }: Record<string, unknown>) => {
      const { offset, limit } = query as { offset: number; limit: number }
      return everyone.slice(offset, offset + limit)
    },
  })
  await userEvent.click(screen.getByRole('button', { name: /604 people: Never agreed to texts/ }))
  const people = await screen.findByRole('dialog', { name: 'Never agreed to texts' })
  expect(await within(people).findByText('Alice Archer')).toBeVisible()
})

test('failures are named by state and reason, an unknown code as a code', async () => {
  await watch(running)
  const region = screen.getByRole('region', { name: 'Not reached, by reason' })
  expect(within(region).getByText(/^Refused by the provider: has opted out at the provider/)).toBeVisible()
  expect(within(region).getByText('Not delivered: provider code 39999')).toBeVisible()
  expect(within(region).getByText('In doubt: Counterbell was interrupted while sending')).toBeVisible()
})

test('stopping says what will not be sent and what stays out, and is done only when confirmed', async () => {
  const stop = vi.fn(() => ({ ...finished, line: { ...running.line, state: 'stopped' } }))
  await watch(running, { campaign_stop: stop })
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
  const asked = await screen.findByRole('dialog', { name: 'Stop "Blue runner is back"?' })
  expect(asked).toHaveTextContent('791 texts are still queued. They will not be sent')
  expect(asked).toHaveTextContent('What went out stays out')
  await expectAccessible()
  expect(stop).not.toHaveBeenCalled()
  await userEvent.click(within(asked).getByRole('button', { name: 'Stop this campaign' }))
  expect(await screen.findByText(/Stopped by you: what was still queued was not sent/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Stop' })).not.toBeInTheDocument()
})

test('pausing and resuming follow the answer of the core', async () => {
  await watch(running)
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }))
  expect(await screen.findByText(/You paused it/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Resume' }))
  expect(await screen.findByRole('button', { name: 'Pause' })).toBeVisible()
})

test('a pause that the provider caused names its code and leads to Settings', async () => {
  await watch({ ...paused, pause_reason: 'gateway:30034' })
  expect(screen.getByText(/refused with code 30034/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Open Settings' })).toBeVisible()
})

test('a refused pause is told in the words of the core', async () => {
  await watch(running, {
    campaign_pause: () => {
      throw { code: 'campaign_over', message: 'It has ended already.', hint: 'Nothing to do.' }
    },
  })
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }))
  expect(await screen.findByText('It has ended already.')).toBeVisible()
})

test('an event of the core brings the new numbers by itself', async () => {
  const report = vi.fn(() => running)
  await watch(report)
  report.mockImplementation(() => ({ ...running, line: { ...running.line, done: 500 } }))
  await act(() => emit('core-events', [{ kind: 'campaign_changed', id: 6 }]))
  await waitFor(() => expect(screen.getByText(/^500 of 1,204/)).toBeVisible())
})

test('a draft leads to its check page', async () => {
  await openPage('/campaigns/7', { campaign_report: drafted })
  expect(await screen.findByRole('link', { name: 'Check and approve' })).toHaveAttribute(
    'href',
    expect.stringContaining('/campaigns/7/check'),
  )
})

test('an alarm says what it saw, and only a person resumes', async () => {
  const { unmount } = await watch(alarmed)
  expect(screen.getByText(/^Paused by itself: 14 of 412 people answered with STOP/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Resume' })).toBeVisible()
  await expectAccessible()
  unmount()
  await watch({ ...running, alarm: 'Slowed to half its pace: 6 of 412 people answered with STOP.' })
  expect(screen.getByText(/^Slowed to half its pace/)).toBeVisible()
})

test('health stands beside the figures, for the campaign and for its sender’s day, with what to do', async () => {
  await openPage('/campaigns/6', { campaign_health: healthOf(unwell) })
  const own = await screen.findByRole('table', { name: 'This campaign: 412 texts' })
  expect(within(own).getByRole('row', { name: /Opt-outs 0.7 % 0.4 % 1.0 % 3.0 % Good/ })).toBeVisible()
  const day = screen.getByRole('table', { name: /all campaigns of the last 24 hours: 412 texts/ })
  expect(within(day).getByRole('row', { name: /Opt-outs 3.3 % .* Pauses/ })).toBeVisible()
  expect(within(day).getByText(/Read their answers/)).toBeVisible()
  expect(screen.getByText(/Clicks are not watched/)).toBeVisible()
  await expectAccessible()
})

test('a wait says until when, and a stopped sender leads to Settings', async () => {
  const { unmount } = await openPage('/campaigns/8')
  expect(
    await screen.findByText(/Waiting for sending hours where the recipients are. · goes on about/),
  ).toBeVisible()
  expect(screen.getByRole('link', { name: 'See it hour by hour' })).toBeVisible()
  unmount()
  await openPage('/campaigns/6', { campaign_report: halted })
  expect(await screen.findByRole('link', { name: 'Open Settings' })).toBeVisible()
})

import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { QUIET_MS, refresher } from './events'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A question somebody looks at, and how often it was asked. */
async function watched(queries: QueryClient, queryKey: unknown[], answer = async () => 1) {
  const asked = vi.fn(answer)
  new QueryObserver(queries, { queryKey, queryFn: asked }).subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(1)
  return asked
}

test('a burst of events asks once at once and once afterwards, not once for each', async () => {
  const queries = new QueryClient()
  const report = await watched(queries, ['campaigns', 'report', 2])
  const refresh = refresher(queries)
  for (let told = 0; told < 50; told++) refresh([{ kind: 'campaign_changed', id: 2 }])
  await vi.advanceTimersByTimeAsync(QUIET_MS - 1)
  expect(report).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(2)
  expect(report).toHaveBeenCalledTimes(3)
  await vi.advanceTimersByTimeAsync(QUIET_MS * 4)
  expect(report).toHaveBeenCalledTimes(3)
})

test('an event asks again about its own campaign and leaves the others alone', async () => {
  const queries = new QueryClient()
  const second = await watched(queries, ['campaigns', 'report', 2])
  const third = await watched(queries, ['campaigns', 'report', 3])
  const contacts = await watched(queries, ['contacts', 'page'])
  refresher(queries)([{ kind: 'campaign_changed', id: 2 }])
  await vi.advanceTimersByTimeAsync(QUIET_MS * 2)
  expect(second).toHaveBeenCalledTimes(2)
  expect(third).toHaveBeenCalledTimes(1)
  expect(contacts).toHaveBeenCalledTimes(1)
})

test('an answer slower than the events still arrives, and is asked for once more after it', async () => {
  const queries = new QueryClient()
  const slow = () => new Promise<number>((done) => setTimeout(() => done(7), QUIET_MS * 3))
  const inbox = await watched(queries, ['inbox', 'list'], slow)
  await vi.advanceTimersByTimeAsync(QUIET_MS * 3)
  const refresh = refresher(queries)
  for (let told = 0; told < 5; told++) {
    refresh([{ kind: 'inbox_changed' }])
    await vi.advanceTimersByTimeAsync(QUIET_MS / 2)
  }
  expect(inbox).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(QUIET_MS * 10)
  expect(inbox).toHaveBeenCalledTimes(3)
})

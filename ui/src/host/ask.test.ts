import { expect, test } from 'vitest'
import { ask } from './ask'
import { problemOf } from './problem'

test('an answer comes through', async () => {
  await expect(ask(Promise.resolve({ status: 'ok' as const, data: 7 }))).resolves.toBe(7)
})

test('a refusal is thrown with its words whole', async () => {
  const error = { code: 'file_empty', message: 'The file is empty.', hint: 'Export it again.' }
  const thrown = await ask(Promise.resolve({ status: 'error' as const, error })).catch((e: unknown) => e)
  expect(problemOf(thrown)).toEqual(error)
})

test('something unreadable is not dressed up as words of the core', async () => {
  const thrown = await ask(Promise.resolve({ status: 'error' as const, error: 'boom' })).catch(
    (e: unknown) => e,
  )
  expect(problemOf(thrown)).toBeUndefined()
})

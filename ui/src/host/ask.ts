import { HostProblem, isProblemShape } from './problem'

/** The two ends of a generated command. */
export type Answer<T, E> = { status: 'ok'; data: T } | { status: 'error'; error: E }

/** Waits for a generated command and throws a `HostProblem` where it was refused. */
export async function ask<T, E>(answer: Promise<Answer<T, E>>): Promise<T> {
  const result = await answer
  if (result.status === 'ok') return result.data
  throw isProblemShape(result.error) ? new HostProblem(result.error) : new Error('unreadable refusal')
}

/** What the core says when a deed could not be done; `code` is stable, the rest is for reading. */
export interface Problem {
  code: string
  message: string
  hint: string
}

/** A refusal of the core as something that can be thrown, so that queries end in their error state. */
export class HostProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.name = 'HostProblem'
    this.problem = problem
  }
}

export function isProblemShape(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false
  return ['code', 'message', 'hint'].every(
    (key) => typeof (value as Record<string, unknown>)[key] === 'string',
  )
}

/** The problem inside anything thrown, or nothing when it is not one the core spoke of. */
export function problemOf(thrown: unknown): Problem | undefined {
  if (thrown instanceof HostProblem) return thrown.problem
  return isProblemShape(thrown) ? thrown : undefined
}

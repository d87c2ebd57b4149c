export interface ProblemWords {
  code: string
  message: string
  hint: string
}

const isWords = (value: unknown): value is ProblemWords =>
  typeof value === 'object' &&
  value !== null &&
  ['code', 'message', 'hint'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string')

/** The words inside anything thrown: itself, or its `problem`. The kit knows the shape, not who speaks. */
export function readProblem(thrown: unknown): ProblemWords | undefined {
  if (isWords(thrown)) return thrown
  const inner =
    typeof thrown === 'object' && thrown !== null ? (thrown as { problem?: unknown }).problem : undefined
  return isWords(inner) ? inner : undefined
}

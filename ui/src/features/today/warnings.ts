import type { Today } from '@/host'

export type Warning =
  | { kind: 'halted'; address: string; message: string; hint: string }
  | { kind: 'inDoubt'; count: number }
  | { kind: 'replies'; count: number }
  | { kind: 'noSender' }

/** What is wrong or waits, the gravest first. */
export function warningsOf({ halted, in_doubt, unread_replies, has_sender }: Today): Warning[] {
  const found: Warning[] = halted.map(({ address, problem }) => ({
    kind: 'halted',
    address,
    message: problem.message,
    hint: problem.hint,
  }))
  if (in_doubt > 0) found.push({ kind: 'inDoubt', count: in_doubt })
  if (!has_sender) found.push({ kind: 'noSender' })
  if (unread_replies > 0) found.push({ kind: 'replies', count: unread_replies })
  return found
}

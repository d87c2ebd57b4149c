import i18next from 'i18next'
import type { ReasonCount, ReportView } from '@/host'
import type { Tone } from '@/kit'
import { worded } from '@/strings/worded'

/** Message states from the best end to what is still to come, with what each means to the reader. */
const TONES: Record<string, Tone | 'rest'> = {
  delivered: 'good',
  accepted: 'info',
  sending: 'info',
  in_doubt: 'warn',
  undelivered: 'bad',
  rejected: 'bad',
  skipped: 'idle',
  cancelled: 'idle',
  expired: 'idle',
  queued: 'rest',
}
const ORDER = Object.keys(TONES)

const place = ({ reason }: ReasonCount) => {
  const at = ORDER.indexOf(reason)
  return at < 0 ? ORDER.length : at
}

export const inOrder = (states: ReasonCount[]) => [...states].sort((a, b) => place(a) - place(b))

export const toneOf = (state: string): Tone | 'rest' => TONES[state] ?? 'idle'

export const stateWords = (state: string) => worded('watch.state', state)

export const countOf = ({ by_state }: ReportView, state: string) =>
  by_state.find(({ reason }) => reason === state)?.count ?? 0

export const sum = (counts: ReasonCount[]) => counts.reduce((all, { count }) => all + count, 0)

/** Why a text did not arrive. A code of the provider that nobody has put into words is shown as a code. */
export function whyWords(reason: string): string {
  if (reason === '') return ''
  const known = i18next.exists(`watch.why.${reason}`)
  if (!known && /^\d+$/.test(reason)) return i18next.t('watch.failures.code', { code: reason })
  return known ? worded('watch.why', reason) : worded('reach.reason', reason)
}

/** A failure's id is its state and its reason, as `rejected:21610`. */
export function failureParts(id: string): { state: string; reason: string } {
  const at = id.indexOf(':')
  return at < 0 ? { state: id, reason: '' } : { state: id.slice(0, at), reason: id.slice(at + 1) }
}

export function failureWords(id: string): string {
  const { state, reason } = failureParts(id)
  return reason === ''
    ? stateWords(state)
    : i18next.t('watch.failures.line', { state: stateWords(state), why: whyWords(reason) })
}

import type { ConsentDeclaration, Scope } from '@/host'

/** Ways of agreeing that can be proved with a day and the words shown. */
export const proofs = ['checkout', 'signup_form', 'in_store', 'keyword'] as const

export type Proof = (typeof proofs)[number]

/** How the owner answers for a file's consent; `none` and `file` declare nothing beyond it. */
export type Source = Proof | 'none' | 'file' | ''

export interface ConsentAnswer {
  source: Source
  date: string
  scope: Scope
  wording: string
}

export const unanswered: ConsentAnswer = { source: '', date: '', scope: 'promotional', wording: '' }

export const needsProof = (source: Source): source is Proof => proofs.some((proof) => proof === source)

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

/** What is still missing, by field; empty when the answer is whole. */
export function missing({ source, date, wording }: ConsentAnswer): ('source' | 'date' | 'wording')[] {
  if (source === '') return ['source']
  if (!needsProof(source)) return []
  const blanks: ('date' | 'wording')[] = []
  if (!isDay(date.trim())) blanks.push('date')
  if (wording.trim() === '') blanks.push('wording')
  return blanks
}

/** As the core wants it; `null` where nothing can be proved beyond the file itself. */
export function declarationOf(answer: ConsentAnswer): ConsentDeclaration | null {
  const { source, date, wording, scope } = answer
  if (!needsProof(source) || missing(answer).length > 0) return null
  return { source, date: date.trim(), wording: wording.trim(), scope }
}

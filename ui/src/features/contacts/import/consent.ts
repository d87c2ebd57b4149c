import type { Basis, ConsentDeclaration, Scope } from '@/host'

/** Ways of agreeing that can be proved with a day and the words shown, and what each is in law. */
const bases = {
  checkout: 'ticked_box',
  signup_form: 'ticked_box',
  in_store: 'written',
  keyword: 'keyword',
} as const satisfies Record<string, Basis>

export type Proof = keyof typeof bases

export const proofs = Object.keys(bases) as Proof[]

/** How the owner answers for a file; `none` and `file` declare nothing beyond it. */
export type Source = Proof | 'customers' | 'none' | 'file' | 'bought_list' | ''

export interface ConsentAnswer {
  source: Source
  date: string
  scope: Scope
  wording: string
}

export const unanswered: ConsentAnswer = { source: '', date: '', scope: 'promotional', wording: '' }

export const needsProof = (source: Source): source is Proof => source in bases

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

/** What is still missing, by field; empty when the answer is whole. */
export function missing({ source, date, wording }: ConsentAnswer): ('source' | 'date' | 'wording')[] {
  if (source === '') return ['source']
  const blanks: ('date' | 'wording')[] = []
  if ((needsProof(source) || source === 'customers') && !isDay(date.trim())) blanks.push('date')
  if (needsProof(source) && wording.trim() === '') blanks.push('wording')
  return blanks
}

/** As the core wants it; `null` where nothing can be said beyond the file itself. */
export function declarationOf(answer: ConsentAnswer): ConsentDeclaration | null {
  const { source, date, wording, scope } = answer
  if (missing(answer).length > 0) return null
  if (needsProof(source))
    return { basis: bases[source], source, date: date.trim(), wording: wording.trim(), scope }
  if (source === 'customers') return { basis: 'customers', source: '', date: date.trim(), wording: '', scope }
  if (source === 'bought_list') return { basis: 'bought_list', source: '', date: '', wording: '', scope }
  return null
}

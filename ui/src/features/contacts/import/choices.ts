import type { CellEdit, ConsentDeclaration, ImportRequest } from '@/host'

/** Everything that the owner has decided about a file so far. Nothing of it is saved before the import. */
export interface Choices {
  country: string
  /** Field by column. */
  map: Record<string, string>
  /** Remedy by problem. */
  repairs: Record<string, string>
  edits: CellEdit[]
  declaration: ConsentDeclaration | null
}

export const noChoices = (country: string): Choices => ({
  country,
  map: {},
  repairs: {},
  edits: [],
  declaration: null,
})

const mapOf = (map: Choices['map']) => Object.entries(map).map(([column, field]) => ({ column, field }))

/** What a first look depends on. */
export const lookRequest = (path: string, { country, map }: Choices): ImportRequest => ({
  path,
  country,
  map: mapOf(map),
  declaration: null,
  repairs: [],
  edits: [],
})

/** What counting and importing depend on. */
export const requestOf = (
  path: string,
  { country, map, repairs, edits, declaration }: Choices,
): ImportRequest => ({
  path,
  country,
  map: mapOf(map),
  declaration,
  repairs: Object.entries(repairs).map(([kind, remedy]) => ({ kind, remedy })),
  edits,
})

/** With this remedy for a problem; without one, the remedy is taken back. */
export function repaired(choices: Choices, kind: string, remedy: string | null): Choices {
  const { [kind]: _, ...others } = choices.repairs
  return { ...choices, repairs: remedy === null ? others : { ...others, [kind]: remedy } }
}

const isSame = (a: CellEdit, b: Pick<CellEdit, 'row' | 'column'>) => a.row === b.row && a.column === b.column

/** With this text in a cell; without one, the file's own text stands again. */
export function corrected(
  choices: Choices,
  cell: Pick<CellEdit, 'row' | 'column'>,
  text: string | null,
): Choices {
  const others = choices.edits.filter((edit) => !isSame(edit, cell))
  return { ...choices, edits: text === null ? others : [...others, { ...cell, text }] }
}

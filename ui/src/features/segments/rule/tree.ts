/**
 * A rule as the builder holds it: rows and at most one level of groups, unfinished rows included.
 * What cannot be shown without changing its meaning is not shown at all (`readRule` answers nothing).
 */
export interface FieldKind {
  id: string
  kind: string
  ops: string[]
}

export interface Row {
  key: string
  field: string
  op: string
  value: unknown
}

export type Join = 'all' | 'any'

export interface Group {
  key: string
  join: Join
  nodes: Row[]
}

export interface Tree {
  join: Join
  nodes: (Row | Group)[]
}

export const EVERYONE = '{"all":[]}'
const MOST_DAYS = 36_500

let counted = 0
const nextKey = () => `n${++counted}`

export const isGroup = (node: Row | Group): node is Group => 'nodes' in node
export const emptyRow = (): Row => ({ key: nextKey(), field: '', op: '', value: undefined })
export const emptyGroup = (join: Join): Group => ({
  key: nextKey(),
  join: join === 'all' ? 'any' : 'all',
  nodes: [emptyRow()],
})
export const emptyTree = (): Tree => ({ join: 'all', nodes: [] })

/** Ops that ask for no value. */
export const asksNothing = (op: string) => ['is_set', 'is_not_set', 'never', 'ever'].includes(op)

/** What a value looks like, and so which editor it gets. */
export type Shape = 'none' | 'text' | 'texts' | 'amount' | 'amounts' | 'days' | 'date' | 'consent' | 'flag'

export function shapeOf(kind: string, op: string): Shape {
  if (asksNothing(op)) return 'none'
  if (op === 'between') return 'amounts'
  if (kind === 'money' || kind === 'count' || kind === 'id') return 'amount'
  if (kind === 'date') return op.endsWith('_last_days') ? 'days' : 'date'
  if (kind === 'consent' || kind === 'flag') return kind
  return op === 'in' || op === 'not_in' ? 'texts' : 'text'
}

const isAmount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''

const finished: Record<Shape, (value: unknown) => boolean> = {
  none: () => true,
  text: isText,
  consent: isText,
  date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  texts: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  amount: isAmount,
  amounts: (value) =>
    Array.isArray(value) && isAmount(value[0]) && isAmount(value[1]) && value[0] <= value[1],
  days: (value) => isAmount(value) && value >= 1 && value <= MOST_DAYS,
  flag: (value) => typeof value === 'boolean',
}

/** Whether a row says something. A country is written in two letters. */
export function isFinished(row: Row, fields: FieldKind[]): boolean {
  const field = fields.find((one) => one.id === row.field)
  if (!field?.ops.includes(row.op)) return false
  if (!finished[shapeOf(field.kind, row.op)](row.value)) return false
  const codes = Array.isArray(row.value) ? row.value : [row.value]
  const inFull = field.kind === 'country' && row.op !== 'starts_with'
  return !inFull || codes.every((code) => /^[A-Za-z]{2}$/.test(String(code).trim()))
}

export function unfinished(tree: Tree, fields: FieldKind[]): number {
  const rows = tree.nodes.flatMap((node) => (isGroup(node) ? node.nodes : [node]))
  return rows.filter((row) => !isFinished(row, fields)).length
}

/** The rule as the core reads it. Unfinished rows, and groups of nothing else, are left out. */
export function writeRule(tree: Tree, fields: FieldKind[]): string {
  const rows = (nodes: Row[]) => nodes.filter((row) => isFinished(row, fields)).map(written)
  const nodes = tree.nodes.flatMap((node): unknown[] => {
    if (!isGroup(node)) return rows([node])
    const inner = rows(node.nodes)
    return inner.length > 0 ? [{ [node.join]: inner }] : []
  })
  // An empty "any" is nobody; no finished rule at all means that nothing narrows the list.
  return nodes.length > 0 ? JSON.stringify({ [tree.join]: nodes }) : EVERYONE
}

const written = ({ field, op, value }: Row) => (asksNothing(op) ? { field, op } : { field, op, value })

/** The builder's tree for a rule, or nothing where showing it would change what it means. */
export function readRule(text: string, fields: FieldKind[]): Tree | undefined {
  const read = readGroup(parsed(text), (node) => readRow(node, fields) ?? readInner(node, fields))
  if (!read || (read.nodes.length === 0 && read.join === 'any')) return undefined
  return read
}

function readInner(json: unknown, fields: FieldKind[]): Group | undefined {
  const read = readGroup(json, (node) => readRow(node, fields))
  return read && read.nodes.length > 0 ? { key: nextKey(), ...read } : undefined
}

function readGroup<Node>(json: unknown, readNode: (json: unknown) => Node | undefined) {
  if (typeof json !== 'object' || json === null) return undefined
  const [[join, list] = [], ...more] = Object.entries(json)
  if ((join !== 'all' && join !== 'any') || more.length > 0 || !Array.isArray(list)) return undefined
  const nodes: Node[] = []
  for (const one of list) {
    const node = readNode(one)
    if (node === undefined) return undefined
    nodes.push(node)
  }
  return { join: join as Join, nodes }
}

function readRow(json: unknown, fields: FieldKind[]): Row | undefined {
  if (typeof json !== 'object' || json === null || !('field' in json) || !('op' in json)) return undefined
  const { field, op, value } = json as { field: unknown; op: unknown; value?: unknown }
  const row = { key: nextKey(), field: String(field), op: String(op), value }
  return isFinished(row, fields) ? row : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether two texts are the same rule, whatever the spaces. */
export const sameRule = (one: string, other: string) =>
  one === other ||
  (one !== '' && other !== '' && JSON.stringify(parsed(one)) === JSON.stringify(parsed(other)))

import i18next from 'i18next'
import { formatNumber } from '@/kit'
import { worded } from '@/strings/worded'
import { type FieldKind, isFinished, isGroup, type Row, shapeOf, type Tree } from './tree'

/** The rule as a sentence, for lists and for reading over. */
export function ruleWords(tree: Tree, fields: FieldKind[]): string {
  const parts = tree.nodes.flatMap((node) => {
    if (!isGroup(node)) return rowsWords([node], fields)
    const inner = rowsWords(node.nodes, fields)
    return inner.length > 1 ? [`(${inner.join(between(node.join))})`] : inner
  })
  return parts.length > 0 ? parts.join(between(tree.join)) : i18next.t('segments.builder.everyone')
}

const rowsWords = (rows: Row[], fields: FieldKind[]) =>
  rows.filter((row) => isFinished(row, fields)).map((row) => rowWords(row, fields))

const between = (join: 'all' | 'any') =>
  ` ${i18next.t(join === 'all' ? 'segments.builder.and' : 'segments.builder.or')} `

function rowWords({ field, op, value }: Row, fields: FieldKind[]): string {
  const kind = fields.find((one) => one.id === field)?.kind ?? ''
  const said = valueWords(shapeOf(kind, op), value, kind)
  return [worded('segments.field', field), worded('segments.op', op), said].filter(Boolean).join(' ')
}

function valueWords(shape: ReturnType<typeof shapeOf>, value: unknown, kind: string): string {
  if (shape === 'none') return ''
  if (shape === 'days') return `${formatNumber(Number(value))} ${i18next.t('segments.builder.days')}`
  if (shape === 'consent') return worded('segments.consent', String(value))
  if (shape === 'flag') return i18next.t(value ? 'segments.builder.yes' : 'segments.builder.no')
  if (shape === 'amount') return kind === 'id' ? String(value) : formatNumber(Number(value))
  if (shape === 'amounts' && Array.isArray(value)) {
    const [from, to] = value.map(Number)
    return `${formatNumber(from ?? 0)} ${i18next.t('segments.builder.to')} ${formatNumber(to ?? 0)}`
  }
  return Array.isArray(value) ? value.join(', ') : String(value)
}

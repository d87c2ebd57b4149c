import type { ChosenContacts, ContactAsked, ContactFilter_Serialize, NumberId } from '@/host'

/** A filter with every choice told. */
export type Filter = ContactFilter_Serialize

export const everyone: Filter = {
  consent: null,
  tag: '',
  country: '',
  import: null,
  line: null,
  last_text: null,
  suppressed: null,
  quarantined: null,
}

export const filtered = (filter: Filter) =>
  Object.values(filter).filter((value) => value !== null && value !== '').length

/** The table's columns that can order it, and the core's word for each. */
export const orders: Record<string, string> = {
  name: 'name',
  orders: 'orders',
  spent: 'spent',
  last_order_at: 'last_order',
  last_text_at: 'last_text',
}
export const largestFirst = ['orders', 'spent', 'last_order_at', 'last_text_at']

export interface Order {
  id: string
  descending: boolean
}

/** What the core is asked; its own order of amounts and days is the largest first. */
export function asking(search: string, filter: Filter, order: Order | undefined): ContactAsked {
  const reversed = order ? (largestFirst.includes(order.id) ? !order.descending : order.descending) : false
  return { search, filter, sort: order ? (orders[order.id] ?? '') : '', reversed }
}

/** Who is chosen: single people, or everybody who matches without some. */
export interface Choice {
  all: boolean
  ids: ReadonlySet<NumberId>
}

export const nobody: Choice = { all: false, ids: new Set() }

export const isChosen = ({ all, ids }: Choice, id: NumberId) => ids.has(id) !== all

export const chosenOf = ({ all, ids }: Choice, total: number) => (all ? total - ids.size : ids.size)

export function toggled({ all, ids }: Choice, id: NumberId): Choice {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { all, ids: next }
}

export const chosenContacts = (asked: ContactAsked, choice: Choice, total: number): ChosenContacts => ({
  asked,
  all: choice.all,
  ids: [...choice.ids],
  expected: chosenOf(choice, total),
})

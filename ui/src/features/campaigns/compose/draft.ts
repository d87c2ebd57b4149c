import type { CampaignView, Scope, SenderView, ShopView, TextKind } from '@/host'

/** A draft as it is written: everything but its id, which the first save gives. */
export interface Draft {
  name: string
  purpose: Scope
  kind: TextKind | null
  why_now: string
  body: string
  segment_name: string
  rule: string
  exclude: string
  sender: number | null
  per_second: number
  window_open: number
  window_close: number
  finish_within_hours: number
  ceiling: number | null
}

/** The kinds of text that belong to each purpose; the first is the usual one. */
export const kindsOf: Record<Scope, TextKind[]> = {
  promotional: ['offers', 'news', 'cart_reminder', 'back_in_stock', 'review_request'],
  transactional: ['order_news'],
  conversational: ['answer'],
}

const EVERYONE = '{"all":[]}'

/** A new draft keeps the shop's own hours and takes the only sender there is. */
export function newDraft(shop: ShopView | undefined, senders: SenderView[]): Draft {
  const [only, ...more] = senders
  const sender = more.length === 0 ? only : undefined
  return {
    name: '',
    purpose: 'promotional',
    kind: null,
    why_now: '',
    body: '',
    segment_name: '',
    rule: EVERYONE,
    exclude: '',
    sender: sender?.id ?? null,
    per_second: Math.min(1, sender?.per_second ?? 1),
    window_open: shop?.window_open ?? 600,
    window_close: shop?.window_close ?? 1200,
    finish_within_hours: 24,
    ceiling: null,
  }
}

/** The draft inside what was saved. */
export function draftOf(view: CampaignView): Draft {
  return {
    name: view.line.name,
    purpose: view.line.purpose,
    kind: view.kind ?? null,
    why_now: view.why_now,
    body: view.body,
    segment_name: view.segment_name,
    rule: view.rule || EVERYONE,
    exclude: view.exclude,
    sender: view.sender ?? null,
    per_second: view.per_second ?? 1,
    window_open: view.window_open,
    window_close: view.window_close,
    finish_within_hours: view.finish_within_hours,
    ceiling: view.ceiling ?? null,
  }
}

/** Minutes of the day as a clock shows them: 600 is "10:00". */
export function clockOf(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** Every half hour of the day, and whatever else was saved. */
export function hourChoices(saved: number): { value: string; label: string }[] {
  const halves = Array.from({ length: 49 }, (_, half) => half * 30)
  const all = halves.includes(saved) ? halves : [...halves, saved].sort((a, b) => a - b)
  return all.map((minute) => ({ value: String(minute), label: clockOf(minute) }))
}

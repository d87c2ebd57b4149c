import type { RehearsalView, ZoneLine } from '@/host'

const HOUR_MS = 3_600_000

export interface HourBar {
  /** RFC 3339, the beginning of the hour. */
  at: string
  texts: number
}

/** Every hour from the first to the last, those in which nothing goes included: a night is seen as a gap. */
export function everyHour(hours: RehearsalView['hours']): HourBar[] {
  const first = hours[0]
  const last = hours.at(-1)
  if (!first || !last) return []
  const texts = new Map(hours.map((hour) => [Date.parse(hour.at), hour.texts]))
  const [from, to] = [Date.parse(first.at), Date.parse(last.at)]
  const bars: HourBar[] = []
  for (let at = from; at <= to; at += HOUR_MS) {
    bars.push({ at: new Date(at).toISOString(), texts: texts.get(at) ?? 0 })
  }
  return bars
}

/** In which bar each group of zones opens; groups are numbered as in their table, and share a mark where they open together. */
export function openings(zones: ZoneLine[], bars: HourBar[]): { at: string; numbers: string }[] {
  const marks = new Map<string, number[]>()
  zones.forEach(({ opens_at }, index) => {
    const bar = bars.find(
      ({ at }) => Date.parse(at) <= Date.parse(opens_at) && Date.parse(opens_at) < Date.parse(at) + HOUR_MS,
    )
    if (bar) marks.set(bar.at, [...(marks.get(bar.at) ?? []), index + 1])
  })
  return [...marks].map(([at, numbers]) => ({ at, numbers: numbers.join(', ') }))
}

const MOST_CITIES = 3

/** "America/New_York, America/Chicago" as people say it; `more` is how many are not named. */
export function cities(zones: string): { named: string; more: number } {
  const all = zones === '' ? [] : zones.split(', ')
  const named = all.slice(0, MOST_CITIES).map((zone) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' '))
  return { named: named.join(', '), more: Math.max(0, all.length - MOST_CITIES) }
}

/** How numbers, money and moments are shown. Counting and time-zone arithmetic belong to the core. */

/** A desktop without a language setting calls itself "C", which is no language and which Intl refuses. */
export function locale(): string {
  try {
    return Intl.getCanonicalLocales(navigator.language)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

export const formatNumber = (value: number): string => new Intl.NumberFormat(locale()).format(value)

/** `share` is a fraction of one: 0.021 becomes "2.1%". */
export const formatShare = (share: number, digits = 1): string =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: digits }).format(share)

/** `micros` is a whole number of millionths of the currency's main unit. */
export function formatMoney(micros: number, currency: string): string {
  return new Intl.NumberFormat(locale(), { style: 'currency', currency }).format(micros / 1_000_000)
}

/** A price too small for cents, such as one text's: up to four decimals. */
export function formatPrice(micros: number, currency: string): string {
  return new Intl.NumberFormat(locale(), { style: 'currency', currency, maximumFractionDigits: 4 }).format(
    micros / 1_000_000,
  )
}

const shaped = (options: Intl.DateTimeFormatOptions) => (moment: string) => {
  const date = new Date(moment)
  return Number.isNaN(date.getTime()) ? moment : new Intl.DateTimeFormat(locale(), options).format(date)
}

/** From an RFC 3339 moment, in this desktop's zone. */
export const formatMoment = shaped({ dateStyle: 'medium', timeStyle: 'short' })
export const formatDay = shaped({ dateStyle: 'medium' })
/** An hour of a plan that goes over days. */
export const formatHour = shaped({ weekday: 'short', hour: 'numeric' })
/** A moment of the days ahead. */
export const formatWeekday = shaped({ weekday: 'short', hour: 'numeric', minute: '2-digit' })
export const formatClock = shaped({ timeStyle: 'short' })

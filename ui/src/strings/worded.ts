import i18next from 'i18next'

/**
 * The words for an id that the core gave out, found under `family`; an id the catalogue does not know
 * stays readable: "sender_asleep" becomes "Sender asleep".
 */
export function worded(family: string, id: string): string {
  const key = `${family}.${id}`
  const found = i18next.exists(key) ? (i18next.t as (key: string) => unknown)(key) : undefined
  return typeof found === 'string' ? found : readable(id)
}

function readable(id: string): string {
  const words = id.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

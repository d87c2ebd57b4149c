import i18next from 'i18next'

/** What a text may name, as the core knows it. */
export const fieldNames = ['first_name', 'last_name', 'city', 'region', 'country', 'brand'] as const

/** A field as it is written in a text, with the word for people who have no value. The shop always has a name. */
export function fieldCode(name: (typeof fieldNames)[number]): string {
  return name === 'brand' ? '{{brand}}' : `{{${name}|${i18next.t(`compose.body.fallback.${name}`)}}}`
}

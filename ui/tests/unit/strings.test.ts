import i18next from 'i18next'
import { expect, test } from 'vitest'
import { en } from '@/strings/en'

const leaves = (node: object, path = ''): [string, string][] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  )

test('no text of the catalogue is empty or a key shown by mistake', () => {
  const texts = leaves(en)
  expect(texts.length).toBeGreaterThan(40)
  for (const [key, text] of texts) {
    expect(text.trim(), key).not.toBe('')
    expect(text, key).not.toBe(key)
  }
})

test('a text that counts has both its forms', () => {
  const keys = new Set(leaves(en).map(([key]) => key))
  for (const key of keys) if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'))
})

test('a key that does not exist does not compile', () => {
  // @ts-expect-error the catalogue has no such key
  expect(i18next.t('today.nonsense')).toBe('today.nonsense')
})

test('counts are worded and grouped', () => {
  expect(i18next.t('kit.rows', { count: 1 })).toBe('1 row')
  expect(i18next.t('kit.rows', { count: 100_000 })).toBe('100,000 rows')
})

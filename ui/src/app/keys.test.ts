import { expect, test } from 'vitest'
import { isTyping, written } from './keys'

test('fields keep their single keys', () => {
  expect(isTyping(document.createElement('textarea'))).toBe(true)
  expect(isTyping(document.createElement('button'))).toBe(false)
  expect(isTyping(null)).toBe(false)
})

test('Ctrl and Command are one', () => {
  expect(written(new KeyboardEvent('keydown', { key: 'K', ctrlKey: true }))).toBe('mod+k')
  expect(written(new KeyboardEvent('keydown', { key: 'k', metaKey: true }))).toBe('mod+k')
  expect(written(new KeyboardEvent('keydown', { key: '?' }))).toBe('?')
})

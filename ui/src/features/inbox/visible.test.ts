import { expect, test } from 'vitest'
import { pieces } from './visible'

test('a plain text, accents, emoji and line breaks pass as they are', () => {
  const said = 'Où est ma commande ?\n👩‍👧 merci'
  expect(pieces(said)).toEqual([{ text: said }])
})

test('a mark that would turn the reading order is shown by its code point', () => {
  expect(pieces('pay \u202Eexe.nohp')).toEqual([{ text: 'pay ' }, { unseen: 'U+202E' }, { text: 'exe.nohp' }])
})

test('control characters and zero-width spaces are shown, also at the ends', () => {
  expect(pieces('\u0007ST\u200BOP\u0000')).toEqual([
    { unseen: 'U+0007' },
    { text: 'ST' },
    { unseen: 'U+200B' },
    { text: 'OP' },
    { unseen: 'U+0000' },
  ])
})

/** A stretch of somebody else's text: plain, or one character that would otherwise act unseen. */
export type Piece = { text: string } | { unseen: string }

/*
 * What a text can hide: control characters, direction marks that reorder what is read, zero-width
 * characters and the byte-order mark. Line breaks and tabs are only layout; joiners inside emoji and
 * scripts that need them (U+200C, U+200D) stay.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** Splits a text so that nothing in it goes unseen. */
export function pieces(body: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of body.matchAll(UNSEEN)) {
    if (match.index > from) found.push({ text: body.slice(from, match.index) })
    found.push({ unseen: codePoint(match[0]) })
    from = match.index + match[0].length
  }
  if (from < body.length) found.push({ text: body.slice(from) })
  return found
}

const codePoint = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

import axe from 'axe-core'
import { expect } from 'vitest'

/** Fails with what axe found. Contrast needs a real browser: the screenshot run looks at it. */
export async function expectAccessible(root: Element = document.body): Promise<void> {
  const { violations } = await axe.run(root, {
    rules: { 'color-contrast': { enabled: false } },
    resultTypes: ['violations'],
  })
  const said = violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' | ')}`)
  expect(said).toEqual([])
}

export const schemes = ['light', 'dark'] as const

/** Chooses the scheme as a returning user would have it. */
export function rememberScheme(scheme: (typeof schemes)[number]): void {
  window.localStorage.setItem('counterbell-scheme', scheme)
}

import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { theme, tokens } from '@/kit/theme'

/** Mantine's own output, pretty enough to review: one declaration a line. */
function written(): string {
  render(
    <MantineProvider theme={theme} cssVariablesResolver={tokens}>
      <span />
    </MantineProvider>,
  )
  const css = document.querySelector('style[data-mantine-styles=true]')?.innerHTML ?? ''
  return `/* Written from theme.ts by "npm run theme". */\n${css
    .replaceAll(/([{;])\s*/g, '$1\n')
    .replaceAll('}', '\n}\n')
    .replaceAll(/\n+/g, '\n')}`
}

test('theme.css says exactly what theme.ts says', async () => {
  const css = written()
  expect(css).toContain('--cb-good-ink')
  await expect(css).toMatchFileSnapshot('../../src/kit/theme.css')
})

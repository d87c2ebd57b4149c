import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { theme, tokens } from './theme'

const remembered = localStorageColorSchemeManager({ key: 'counterbell-scheme' })

/** Theme and colour scheme. The variables come from `theme.css`, so nothing here writes a style tag. */
export function KitProvider({
  children,
  env = 'default',
}: {
  children: ReactNode
  env?: 'default' | 'test'
}) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={tokens}
      colorSchemeManager={remembered}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      env={env}
    >
      {children}
    </MantineProvider>
  )
}

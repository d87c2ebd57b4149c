import { useMantineColorScheme } from '@mantine/core'

export type Scheme = 'light' | 'dark' | 'auto'

/** The chosen colour scheme and how to change it; `auto` follows the desktop. */
export function useScheme(): { scheme: Scheme; choose: (scheme: Scheme) => void } {
  // Without keepTransitions Mantine adds a style tag for an instant, which the CSP refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  return { scheme: colorScheme, choose: setColorScheme }
}

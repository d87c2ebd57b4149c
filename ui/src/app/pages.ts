import type { SignName } from '@/kit'

/** The pages of the left navigation, in the order of Ctrl-1 .. Ctrl-7. */
export const pages = [
  { key: 'today', path: '/', sign: 'today' },
  { key: 'contacts', path: '/contacts', sign: 'people' },
  { key: 'segments', path: '/segments', sign: 'segment' },
  { key: 'campaigns', path: '/campaigns', sign: 'campaign' },
  { key: 'inbox', path: '/inbox', sign: 'inbox' },
  { key: 'health', path: '/health', sign: 'health' },
  { key: 'settings', path: '/settings', sign: 'settings' },
] as const satisfies readonly { key: string; path: string; sign: SignName }[]

export type PageKey = (typeof pages)[number]['key']

/** What the screenshot run looks at: an address, a name for the file, and what to do once the page stands. */
export interface Shot {
  name: string
  path: string
  /** Selectors to click, in order. */
  click?: string[]
  /** Keys to press, as Playwright writes them. */
  press?: string[]
}

export const shots: Shot[] = [
  { name: 'today', path: '/' },
  { name: 'contacts', path: '/contacts' },
  { name: 'segments', path: '/segments' },
  { name: 'campaigns', path: '/campaigns' },
  { name: 'segment-editor', path: '/segments/4' },
  { name: 'segment-new', path: '/segments/new' },
  { name: 'segment-people', path: '/segments/4', click: ['table button >> nth=0'] },
  { name: 'segment-written', path: '/segments/6' },
  { name: 'compose-new', path: '/campaigns/new' },
  { name: 'compose', path: '/campaigns/7/edit' },
  { name: 'check', path: '/campaigns/7/check' },
  { name: 'check-approve', path: '/campaigns/7/check', click: ['button:has-text("Send to")'] },
  { name: 'inbox', path: '/inbox' },
  { name: 'health', path: '/health' },
  { name: 'settings', path: '/settings' },
  { name: 'palette', path: '/', press: ['Control+k'] },
  { name: 'keys', path: '/', press: ['?'] },
  { name: 'lost', path: '/nowhere' },
]

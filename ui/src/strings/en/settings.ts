export const settings = {
  title: 'Settings',
  look: {
    title: 'Look',
    scheme: 'Colours',
    schemeHint: 'Light, dark, or whatever the desktop uses.',
  },
} as const

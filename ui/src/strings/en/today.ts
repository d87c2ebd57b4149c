export const today = {
  title: 'Today',
  empty: {
    title: 'Nothing needs you',
    description: 'Drafts to approve, warnings and running campaigns appear here.',
  },
} as const

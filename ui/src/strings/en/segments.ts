export const segments = {
  title: 'Segments',
  empty: {
    title: 'No segments yet',
    description: 'A segment names the people a campaign is for.',
  },
} as const

export const campaigns = {
  title: 'Campaigns',
  empty: {
    title: 'No campaigns yet',
    description: 'A campaign is one message to one audience, checked before it goes.',
  },
} as const

export const health = {
  title: 'Health',
  empty: {
    title: 'Nothing measured yet',
    description: 'Delivery, opt-outs and replies are shown after the first campaign.',
  },
} as const

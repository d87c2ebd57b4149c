export const inbox = {
  title: 'Inbox',
  empty: {
    title: 'No replies yet',
    description: 'Answers to your texts appear here, with STOP already obeyed.',
  },
} as const

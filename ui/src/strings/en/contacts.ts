export const contacts = {
  title: 'Contacts',
  empty: {
    title: 'No contacts yet',
    description: 'Bring in the customer list that your shop can export as a CSV file.',
  },
} as const

/** What the owner wishes of this computer while it sends. */
export const laptop = {
  title: 'While a campaign is being sent',
  awake: 'Keep this computer awake',
  awakeHint:
    'It does not fall asleep by itself while texts go out. Closing the lid still lets it sleep; what is left then goes on when it wakes.',
  impossible: 'This computer cannot be kept awake',
  impossibleWhy:
    'The system does not let Counterbell hold off sleep. If it falls asleep, nothing is lost and nobody gets a text twice: the campaign goes on when it wakes, in the hours you approved.',
} as const

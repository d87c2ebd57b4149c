/** The list of campaigns. State ids come from the core. */
export const campaigns = {
  title: 'Campaigns',
  lead: 'One message to one audience, checked before it goes.',
  empty: {
    title: 'No campaigns yet',
    description: 'A campaign is one message to one audience, checked before it goes.',
  },
  add: 'New campaign',
  list: 'Campaigns',
  draftNote: 'Not approved: nobody is texted',
  progress: '{{done, number}} of {{recipients, number}} done',
  progressOf: 'Progress of {{name}}',
  changed: 'Changed {{when}}',
  state: {
    draft: 'Draft',
    running: 'Sending',
    paused: 'Paused',
    stopped: 'Stopped',
    finished: 'Finished',
    expired: 'Out of time',
  },
} as const

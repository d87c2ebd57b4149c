/** Words that the design system says by itself. */
export const kit = {
  windowTitle: '{{title}} – Counterbell',
  loading: 'Loading',
  again: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  next: 'Next',
  undo: 'Undo',
  code: 'Code',
  required: 'required',
  step: 'Step {{at}} of {{of}}',
  stepDone: 'done',
  rows_one: '{{count, number}} row',
  rows_other: '{{count, number}} rows',
  rowWaiting: 'Loading row',
  splitter: 'Resize the panes',
  meter: '{{label}}: {{value, number}} of {{total, number}}',
  unknown: {
    message: 'Counterbell did not understand what went wrong.',
    hint: 'Try once more. If it happens again, restart the app: what was saved is safe.',
  },
} as const

import type { Answers } from '../fixtures/answering'
import { nobody, tidy } from '../fixtures/cleanup'
import { clear } from '../fixtures/contacts'
import { lockedCopy } from '../fixtures/copies'
import { cutOff, firstRun, keyLost, practice, truncated } from '../fixtures/doors'
import { broken } from '../fixtures/health'
import { noneFit, nobody as unwanted } from '../fixtures/rehearsal'
import { fresh, quiet } from '../fixtures/today'

/** What the screenshot run looks at: an address, a name for the file, and what to do once the page stands. */
export interface Shot {
  name: string
  path: string
  /** Selectors to click, in order. */
  click?: string[]
  /** Keys to press, as Playwright writes them. */
  press?: string[]
  /** What single commands answer instead of the fixture shop's answers; plain data only. */
  answers?: Answers
}

const next = 'button:has-text("Next")'

export const shots: Shot[] = [
  { name: 'today', path: '/' },
  { name: 'today-fresh', path: '/', answers: { today: fresh } },
  { name: 'today-quiet', path: '/', answers: { today: quiet, app_stage: practice } },
  { name: 'copy-notice', path: '/', answers: { copy_show: lockedCopy } },
  {
    name: 'copy-question',
    path: '/',
    click: ['button:has-text("Look at it")'],
    answers: { copy_show: lockedCopy },
  },
  { name: 'doors', path: '/', answers: { app_stage: firstRun } },
  {
    name: 'doors-setup',
    path: '/',
    click: ['button:has-text("Set up my shop")'],
    answers: { app_stage: { ...firstRun, keychain: false } },
  },
  { name: 'doors-locked', path: '/', answers: { app_stage: { stage: 'locked' } } },
  { name: 'doors-recovery', path: '/', answers: { app_stage: keyLost } },
  { name: 'doors-truncated', path: '/', answers: { app_stage: truncated } },
  { name: 'doors-cut-off', path: '/', answers: { app_stage: cutOff } },
  { name: 'doubts', path: '/doubts' },
  { name: 'doubts-none', path: '/doubts', answers: { doubts_list: [] } },
  { name: 'contacts', path: '/contacts' },
  { name: 'contacts-filter', path: '/contacts', click: ['button:has-text("Filter")'] },
  {
    name: 'contacts-chosen',
    path: '/contacts',
    click: [
      '[role=row] >> nth=2 >> [role=gridcell] >> nth=0',
      '[role=row] >> nth=3 >> [role=gridcell] >> nth=0',
    ],
  },
  {
    name: 'contacts-tag',
    path: '/contacts',
    click: ['[role=grid] input[type=checkbox]', 'button:has-text("Tag them")'],
  },
  {
    name: 'contacts-bulk-erase',
    path: '/contacts',
    click: ['[role=grid] input[type=checkbox]', 'button:has-text("More")', 'text=Erase for good'],
  },
  { name: 'contacts-person', path: '/contacts/1' },
  { name: 'contacts-suppress', path: '/contacts/1', click: ['button:has-text("Suppress this number")'] },
  { name: 'contacts-erase', path: '/contacts/1', click: ['button:has-text("Erase")'] },
  { name: 'import-file', path: '/contacts/import' },
  { name: 'import-columns', path: '/contacts/import?file=list.csv' },
  {
    name: 'import-problems',
    path: '/contacts/import?file=list.csv',
    click: [next, 'button:has-text("Apply +44")', 'button:has-text("Show the rows") >> nth=1'],
    answers: { import_look: clear },
  },
  {
    name: 'import-consent',
    path: '/contacts/import?file=list.csv',
    click: [next, next, 'text=At the checkout of my shop'],
    answers: { import_look: clear },
  },
  {
    name: 'import-consent-bought',
    path: '/contacts/import?file=list.csv',
    click: [next, next, 'text=The list was bought'],
    answers: { import_look: clear },
  },
  {
    name: 'import-preview',
    path: '/contacts/import?file=list.csv',
    click: [next, next, 'text=They gave a card, or I do not know', next],
    answers: { import_look: clear },
  },
  {
    name: 'import-done',
    path: '/contacts/import?file=list.csv',
    click: [next, next, 'text=They gave a card, or I do not know', next, 'button:has-text("Import:")'],
    answers: { import_look: clear },
  },
  { name: 'imports', path: '/contacts/imports' },
  { name: 'imports-undo', path: '/contacts/imports', click: ['button:has-text("Take back") >> nth=0'] },
  { name: 'cleanup', path: '/contacts/cleanup' },
  { name: 'cleanup-duplicates', path: '/contacts/cleanup?kind=duplicate_people' },
  {
    name: 'cleanup-household',
    path: '/contacts/cleanup?kind=shared_number',
    click: ['[role=gridcell] >> nth=0'],
  },
  { name: 'cleanup-old', path: '/contacts/cleanup?kind=old_consent' },
  { name: 'cleanup-repairs', path: '/contacts/cleanup?kind=repairs' },
  { name: 'cleanup-clean', path: '/contacts/cleanup', answers: { cleanup_show: tidy } },
  { name: 'cleanup-nobody', path: '/contacts/cleanup', answers: { cleanup_show: nobody } },
  { name: 'segments', path: '/segments' },
  { name: 'campaigns', path: '/campaigns' },
  { name: 'segment-editor', path: '/segments/4' },
  { name: 'segment-new', path: '/segments/new' },
  { name: 'segment-people', path: '/segments/4', click: ['table button >> nth=0'] },
  { name: 'segment-written', path: '/segments/6' },
  { name: 'compose-new', path: '/campaigns/new' },
  { name: 'compose', path: '/campaigns/7/edit' },
  { name: 'rules', path: '/settings/rules' },
  { name: 'wordings', path: '/settings/wordings' },
  {
    name: 'wordings-add',
    path: '/settings/wordings',
    click: ['button:has-text("Add a wording")'],
  },
  { name: 'check', path: '/campaigns/7/check' },
  { name: 'check-approve', path: '/campaigns/7/check', click: ['button:has-text("Send to")'] },
  { name: 'rehearsal', path: '/campaigns/7/rehearsal' },
  { name: 'rehearsal-none', path: '/campaigns/7/rehearsal', answers: { campaign_rehearse: noneFit } },
  { name: 'rehearsal-nobody', path: '/campaigns/7/rehearsal', answers: { campaign_rehearse: unwanted } },
  { name: 'watch', path: '/campaigns/6' },
  { name: 'watch-waiting', path: '/campaigns/8' },
  { name: 'watch-paused', path: '/campaigns/5' },
  { name: 'watch-refused', path: '/campaigns/9' },
  { name: 'watch-stop', path: '/campaigns/6', click: ['button:has-text("Stop")'] },
  { name: 'watch-people', path: '/campaigns/4', click: ['table button >> nth=0'] },
  { name: 'watch-report', path: '/campaigns/4' },
  { name: 'watch-draft', path: '/campaigns/7' },
  { name: 'inbox', path: '/inbox' },
  { name: 'inbox-answer', path: '/inbox?with=1' },
  { name: 'inbox-doubt', path: '/inbox?with=2' },
  { name: 'inbox-stop', path: '/inbox?with=4' },
  { name: 'inbox-none', path: '/inbox', answers: { inbox_list: [] } },
  { name: 'health', path: '/health' },
  { name: 'health-broken', path: '/health', answers: { ledger_verify: broken, senders_list: [] } },
  { name: 'settings', path: '/settings' },
  {
    name: 'settings-backup',
    path: '/settings',
    click: ['button:has-text("Look inside") >> nth=0'],
  },
  { name: 'settings-caps', path: '/settings?at=caps' },
  { name: 'settings-twilio', path: '/settings/twilio' },
  { name: 'palette', path: '/', press: ['Control+k'] },
  { name: 'keys', path: '/', press: ['?'] },
  { name: 'lost', path: '/nowhere' },
]

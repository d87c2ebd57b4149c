/** The one catalogue of visible text. A feature adds its own file under `en/` and joins it here. */
import { app } from './en/app'
import { backups } from './en/backups'
import { campaigns } from './en/campaigns'
import { check } from './en/check'
import { cleanup } from './en/cleanup'
import { compose } from './en/compose'
import { contacts } from './en/contacts'
import { copies } from './en/copies'
import { cutOff } from './en/cutOff'
import { doors } from './en/doors'
import { doubts } from './en/doubts'
import { health } from './en/health'
import { imports } from './en/import'
import { inbox } from './en/inbox'
import { kit } from './en/kit'
import { laptop } from './en/laptop'
import { reach } from './en/reach'
import { rehearsal } from './en/rehearsal'
import { rules } from './en/rules'
import { segments } from './en/segments'
import { settings } from './en/settings'
import { today } from './en/today'
import { watch } from './en/watch'
import { wordings } from './en/wordings'

export const en = {
  check,
  cleanup,
  compose,
  reach,
  app,
  backups,
  campaigns,
  contacts,
  copies,
  cutOff,
  doors,
  doubts,
  health,
  imports,
  inbox,
  kit,
  laptop,
  rehearsal,
  rules,
  segments,
  settings,
  today,
  watch,
  wordings,
} as const

/** The one catalogue of visible text. A feature adds its own file under `en/` and joins it here. */
import { app } from './en/app'
import { campaigns } from './en/campaigns'
import { contacts } from './en/contacts'
import { health } from './en/health'
import { inbox } from './en/inbox'
import { kit } from './en/kit'
import { segments } from './en/segments'
import { settings } from './en/settings'
import { today } from './en/today'

export const en = { app, campaigns, contacts, health, inbox, kit, segments, settings, today } as const

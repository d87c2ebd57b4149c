import type { ContactLine } from '@/host'
import { StateBadge, type Tone } from '@/kit'
import { worded } from '@/strings/worded'

const tones: Record<string, Tone> = {
  promotional: 'good',
  transactional: 'info',
  conversational: 'info',
}

/** What this person may be sent, in a word; a suppression or a hold outweighs every consent. */
export function ConsentBadge({ line: { consent, suppressed, quarantined } }: { line: ContactLine }) {
  if (suppressed) return <StateBadge tone="bad">{worded('contacts.consent', 'suppressed')}</StateBadge>
  if (quarantined) return <StateBadge tone="warn">{worded('contacts.consent', 'held')}</StateBadge>
  return <StateBadge tone={tones[consent] ?? 'idle'}>{worded('contacts.consent', consent)}</StateBadge>
}

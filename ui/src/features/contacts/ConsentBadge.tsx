import type { ContactLine } from '@/host'
import { StateBadge, type Tone } from '@/kit'
import { worded } from '@/strings/worded'

const tones: Record<string, Tone> = {
  promotional: 'good',
  transactional: 'info',
  conversational: 'info',
}

/** What this person may be sent, in a word; a suppression outweighs every consent. */
export function ConsentBadge({ line: { consent, suppressed } }: { line: ContactLine }) {
  if (suppressed) return <StateBadge tone="bad">{worded('contacts.consent', 'suppressed')}</StateBadge>
  return <StateBadge tone={tones[consent] ?? 'idle'}>{worded('contacts.consent', consent)}</StateBadge>
}

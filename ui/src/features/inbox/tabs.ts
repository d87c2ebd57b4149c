import type { ConversationLine } from '@/host'
import type { Tone } from '@/kit'

export const tabs = ['needs_reply', 'all', 'opted_out', 'done'] as const
export type Tab = (typeof tabs)[number]

/** A doubtful opt-out and a wish to come back wait for the owner: they stand among those that need a reply. */
const members: Record<Tab, (state: string) => boolean> = {
  needs_reply: (state) => ['needs_reply', 'probable_opt_out', 'wants_texts'].includes(state),
  all: () => true,
  opted_out: (state) => state === 'opted_out' || state === 'probable_opt_out',
  done: (state) => state === 'done',
}

export const within = (tab: Tab, lines: ConversationLine[]) =>
  lines.filter(({ state }) => members[tab](state))

const tones: Record<string, Tone> = {
  needs_reply: 'info',
  probable_opt_out: 'warn',
  wants_texts: 'warn',
  opted_out: 'bad',
  done: 'idle',
}
export const toneOf = (state: string): Tone => tones[state] ?? 'idle'

/** The conversation one step from `id`; the first where nothing is chosen yet. */
export function stepFrom(
  lines: ConversationLine[],
  id: number | undefined,
  step: 1 | -1,
): number | undefined {
  const at = lines.findIndex((line) => line.id === id)
  if (at < 0) return lines[0]?.id
  return lines[Math.min(lines.length - 1, Math.max(0, at + step))]?.id
}

/** Where to begin: with those who wait, unless the conversation asked for is none of them. */
export function tabFor(lines: ConversationLine[], id: number | undefined): Tab {
  const asked = lines.find((line) => line.id === id)
  return asked && !members.needs_reply(asked.state) ? 'all' : 'needs_reply'
}

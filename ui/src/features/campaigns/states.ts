import type { Tone } from '@/kit'

const tones: Record<string, Tone> = {
  draft: 'idle',
  running: 'info',
  paused: 'warn',
  stopped: 'bad',
  finished: 'good',
  expired: 'warn',
}

/** How a campaign's state looks; an unknown one is neither good nor bad. */
export const toneOf = (state: string): Tone => tones[state] ?? 'idle'

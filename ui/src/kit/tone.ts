/** What a state means to the reader; the colours behind it stand in `theme.ts`. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'idle'

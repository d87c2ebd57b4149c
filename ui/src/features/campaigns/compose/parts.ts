import type { Choices } from './Composer'
import type { Draft } from './draft'

/** What each part of the composer gets. */
export interface PartProps {
  draft: Draft
  choices: Choices
  onChange: (part: Partial<Draft>) => void
}

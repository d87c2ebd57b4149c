import { useMemo, useState } from 'react'
import { emptyTree, type FieldKind, readRule, type Tree, unfinished, writeRule } from './tree'

export interface RuleState {
  /** What the builder shows; nothing for a rule it cannot show. */
  tree: Tree | undefined
  /** The rule for the core; unfinished rows are not in it. */
  text: string
  unfinished: number
  change: (tree: Tree) => void
  startOver: () => void
}

/** A rule being edited, begun from its saved text. */
export function useRule(saved: string, fields: FieldKind[]): RuleState {
  const [tree, change] = useState(() => readRule(saved, fields))
  const text = useMemo(() => (tree ? writeRule(tree, fields) : saved), [tree, fields, saved])
  return {
    tree,
    text,
    unfinished: tree ? unfinished(tree, fields) : 0,
    change,
    startOver: () => change(emptyTree()),
  }
}

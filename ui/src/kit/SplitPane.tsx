import { Splitter } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './SplitPane.module.css'

export interface Pane {
  key: string
  label: string
  /** Share of the width at the start, in percent. */
  size: number
  /** Least width in percent. */
  least?: number
  content: ReactNode
}

/** Panes side by side with draggable, keyboard-movable borders. Each pane is a named region that scrolls alone. */
export function SplitPane({ panes }: { panes: Pane[] }) {
  const { t } = useTranslation()
  const split = useRef<HTMLDivElement>(null)
  // The library draws the borders itself and offers no way to name them.
  useEffect(() => {
    for (const border of split.current?.querySelectorAll('[role=separator]') ?? []) {
      border.setAttribute('aria-label', t('kit.splitter'))
    }
  })
  return (
    <Splitter ref={split} className={classes.split ?? ''}>
      {panes.map((pane) => (
        <Splitter.Pane key={pane.key} defaultSize={pane.size} min={pane.least ?? 15}>
          <section aria-label={pane.label} className={classes.pane}>
            {pane.content}
          </section>
        </Splitter.Pane>
      ))}
    </Splitter>
  )
}

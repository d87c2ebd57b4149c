import type { ReactNode } from 'react'
import { useId } from 'react'
import classes from './Panel.module.css'

/** A framed part of a page with its own heading. */
export function Panel({
  title,
  actions,
  children,
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>{title}</h2>
        {actions}
      </header>
      <div className={classes.body}>{children}</div>
    </section>
  )
}

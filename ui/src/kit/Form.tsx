import type { ReactNode } from 'react'
import { useId } from 'react'
import classes from './Form.module.css'

/** A titled group of rows. */
export function FormSection({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      {lead ? <p className={classes.lead}>{lead}</p> : null}
      <div className={classes.rows}>{children}</div>
    </section>
  )
}

/** Label and explanation left, control right. For controls that bring no label of their own: name them by `aria-label`. */
export function FormRow({
  label,
  description,
  children,
}: {
  label: string
  description?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <div className={classes.label}>{label}</div>
        {description ? <div className={classes.description}>{description}</div> : null}
      </div>
      <div className={classes.control}>{children}</div>
    </div>
  )
}

/** Mantine inputs (which label themselves) stacked, side by side where `columns` is 2 and there is room. */
export function FieldStack({ columns = 1, children }: { columns?: 1 | 2; children: ReactNode }) {
  return (
    <div className={classes.fields} data-columns={columns}>
      {children}
    </div>
  )
}

/** The buttons under a form, the main one last. */
export function FormActions({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className={classes.actions}>
      {note ? <div className={classes.note}>{note}</div> : null}
      {children}
    </div>
  )
}

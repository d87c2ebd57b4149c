import type { ReactNode } from 'react'
import classes from './Notice.module.css'
import { Sign, type SignName } from './Sign'
import type { Tone } from './tone'

const signs: Record<Tone, SignName> = {
  good: 'check',
  warn: 'alert',
  bad: 'alert',
  info: 'info',
  idle: 'info',
}

export interface NoticeProps {
  tone: Tone
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}

/** A sentence that stands on the page, with at most one action. "Not possible now" is a notice, not a problem. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone}>
      <span className={classes.sign}>
        <Sign name={signs[tone]} />
      </span>
      <div className={classes.words}>
        <p className={classes.message}>{title}</p>
        {children ? <div className={classes.hint}>{children}</div> : null}
      </div>
      {action}
    </div>
  )
}

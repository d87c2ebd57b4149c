import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './PageFrame.module.css'

export interface PageFrameProps {
  title: string
  /** One sentence under the title, where the page needs it. */
  lead?: ReactNode
  actions?: ReactNode
  /** `narrow` keeps lines readable; `flush` gives the whole area to a table or to panes. */
  layout?: 'wide' | 'narrow' | 'flush'
  children: ReactNode
}

/** One page: its only `h1`, its actions, and a scrolling body. Focus goes to the heading on arrival; the window is called after it. */
export function PageFrame({ title, lead, actions, layout = 'wide', children }: PageFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const { t } = useTranslation()
  useEffect(() => {
    document.title = t('kit.windowTitle', { title })
  }, [t, title])
  const extra = layout === 'wide' ? '' : (classes[layout] ?? '')
  return (
    <div className={classes.frame}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      <div className={`${classes.body} ${extra}`}>{children}</div>
    </div>
  )
}

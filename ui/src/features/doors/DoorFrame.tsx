import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Sign } from '@/kit'
import classes from './doors.module.css'

/** A page before any shop is open: no navigation, one heading that holds the focus, one column. */
export function DoorFrame({
  title,
  lead,
  wide = false,
  children,
}: {
  title: string
  lead?: ReactNode
  wide?: boolean
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <div className={classes.ground}>
      <header className={classes.brand}>
        <Sign name="bell" size={24} />
        {t('app.name')}
      </header>
      <main className={classes.column} data-wide={wide}>
        <h1 ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </h1>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
        {children}
      </main>
    </div>
  )
}

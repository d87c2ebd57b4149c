import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './LoadingState.module.css'

/** Grey lines in place of what is coming. Stays blank for a blink, so that quick answers do not flicker. */
export function LoadingState({
  lines = 5,
  label,
  delay = 120,
}: {
  lines?: number
  label?: string
  delay?: number
}) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(delay === 0)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), delay)
    return () => clearTimeout(timer)
  }, [delay])
  return (
    <div role="status" aria-label={label ?? t('kit.loading')} className={classes.lines}>
      {shown
        ? widths(lines).map(([key, width]) => <Skeleton key={key} h={12} w={width} animate={false} />)
        : null}
    </div>
  )
}

const widths = (lines: number) =>
  Array.from({ length: lines }, (_, line) => [`line-${line}`, `${92 - ((line * 23) % 45)}%`] as const)

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Meter, Notice } from '@/kit'
import classes from './import.module.css'
import type { Previewing } from './usePreview'

/** How far the count of the file is, with the way to stop it; what stands where it was stopped. */
export function Counting({ previewing }: { previewing: Previewing }) {
  const { t } = useTranslation()
  const { counting, stopped, progress, stop, retry } = previewing
  if (counting) {
    return (
      <div className={classes.counting}>
        <div className={classes.progress}>
          <Meter label={t('imports.counting.title')} value={Math.floor(progress.permille / 10)} total={100} />
        </div>
        <span className={classes.hint}>{t('imports.running.rows', { count: progress.rows })}</span>
        <Button size="xs" variant="default" onClick={stop}>
          {t('imports.counting.stop')}
        </Button>
      </div>
    )
  }
  if (!stopped) return null
  const again = (
    <Button size="xs" variant="default" onClick={retry}>
      {t('imports.counting.again')}
    </Button>
  )
  return (
    <Notice tone="info" title={t('imports.counting.stopped')} action={again}>
      {t('imports.counting.stoppedWhy')}
    </Notice>
  )
}

import { useTranslation } from 'react-i18next'
import { MeasureTable } from '@/features/health/MeasureTable'
import { Answered, Panel } from '@/kit'
import { useHealth } from './queries'
import classes from './watch.module.css'

/** What became of the texts, against the limits at which it slows down or stops by itself. */
export function HealthPanel({ id, running }: { id: number; running: boolean }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('watch.health.title')}>
      <Answered query={useHealth(id, running)} lines={6}>
        {({ campaign, sender }) => (
          <div className={classes.stack}>
            <MeasureTable card={campaign} label={t('watch.health.campaign')} />
            <MeasureTable card={sender.card} label={t('watch.health.sender', { address: sender.address })} />
            <p className={classes.note}>{t('watch.health.note')}</p>
          </div>
        )}
      </Answered>
    </Panel>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CutOffCampaign, type CutOffView, commands } from '@/host'
import { formatMoment, formatNumber, Notice, Problem } from '@/kit'
import { DoorFrame } from './DoorFrame'
import classes from './doors.module.css'
import { useMove } from './useMove'

/** After a crash: what went out, what is in doubt and what waits, before anything moves. */
export function CutOffPage({ view }: { view: CutOffView }) {
  const { t } = useTranslation()
  const gone = useMove((pause: boolean) => commands.cutOffSeen(pause))
  const running = view.campaigns.some(({ paused }) => !paused)
  return (
    <DoorFrame
      title={t('cutOff.title')}
      lead={t('cutOff.lead', { when: formatMoment(view.started_at) })}
      wide
    >
      <div className={classes.sheet}>
        {view.times > 1 ? <p>{t('cutOff.times', { count: view.times })}</p> : null}
        {view.last_text_at === '' ? null : (
          <p>{t('cutOff.last', { when: formatMoment(view.last_text_at) })}</p>
        )}
        <p>{t('cutOff.nothing')}</p>
        <Notice
          tone={view.in_doubt > 0 ? 'warn' : 'good'}
          title={t('cutOff.doubt', { count: view.in_doubt })}
        >
          {view.in_doubt > 0 ? t('cutOff.doubtWhy') : null}
        </Notice>
        {view.campaigns.length > 0 ? <Campaigns campaigns={view.campaigns} /> : <p>{t('cutOff.none')}</p>}
        {gone.isError ? <Problem thrown={gone.error} /> : null}
        <div className={classes.actions}>
          {running ? (
            <Button variant="default" disabled={gone.isPending} onClick={() => gone.mutate(true)}>
              {t('cutOff.hold')}
            </Button>
          ) : null}
          <Button loading={gone.isPending} onClick={() => gone.mutate(false)}>
            {t(running ? 'cutOff.goOn' : 'cutOff.open')}
          </Button>
        </div>
      </div>
    </DoorFrame>
  )
}

function Campaigns({ campaigns }: { campaigns: CutOffCampaign[] }) {
  const { t } = useTranslation()
  return (
    <table className={classes.table} aria-label={t('cutOff.campaigns')}>
      <thead>
        <tr>
          <th scope="col">{t('cutOff.campaign')}</th>
          <th scope="col">{t('cutOff.done')}</th>
          <th scope="col">{t('cutOff.inDoubt')}</th>
          <th scope="col">{t('cutOff.waiting')}</th>
          <th scope="col">{t('cutOff.all')}</th>
        </tr>
      </thead>
      <tbody>
        {campaigns.map((one) => (
          <tr key={one.id}>
            <th scope="row">{one.paused ? `${one.name} (${t('cutOff.paused')})` : one.name}</th>
            <td>{formatNumber(one.done)}</td>
            <td>{formatNumber(one.in_doubt)}</td>
            <td>{formatNumber(one.waiting)}</td>
            <td>{formatNumber(one.recipients)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { useTranslation } from 'react-i18next'
import type { CampaignLine } from '@/host'
import { LinkButton, Meter, Panel, StateBadge } from '@/kit'
import classes from './today.module.css'

export function Running({ campaigns }: { campaigns: CampaignLine[] }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('today.running.title')}>
      {campaigns.length === 0 ? <p className={classes.none}>{t('today.running.none')}</p> : null}
      <ul className={classes.list}>
        {campaigns.map((campaign) => (
          <li key={campaign.id} className={classes.line}>
            <One campaign={campaign} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function One({ campaign: { id, name, state, done, recipients } }: { campaign: CampaignLine }) {
  const { t } = useTranslation()
  const paused = state === 'paused'
  return (
    <>
      <div className={classes.words}>
        <strong>{name}</strong>
        <Meter label={name} value={done} total={recipients} tone={paused ? 'warn' : 'info'} />
        <span>{t('today.running.progress', { done, recipients })}</span>
      </div>
      <StateBadge tone={paused ? 'warn' : 'info'}>
        {paused ? t('today.running.paused') : t('today.running.sending')}
      </StateBadge>
      <LinkButton
        to="/campaigns/$id"
        params={{ id: String(id) }}
        variant="default"
        size="xs"
        aria-label={t('today.running.watchName', { name })}
      >
        {t('today.running.watch')}
      </LinkButton>
    </>
  )
}

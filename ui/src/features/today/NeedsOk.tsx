import { useTranslation } from 'react-i18next'
import type { CampaignLine } from '@/host'
import { formatMoment, LinkButton, Panel } from '@/kit'
import classes from './today.module.css'

/** Drafts that go nowhere until the owner has looked. */
export function NeedsOk({ drafts }: { drafts: CampaignLine[] }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('today.needsOk.title')}>
      {drafts.length === 0 ? <p className={classes.none}>{t('today.needsOk.none')}</p> : null}
      <ul className={classes.list}>
        {drafts.map((draft) => (
          <li key={draft.id} className={classes.line}>
            <Draft draft={draft} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Draft({ draft: { id, name, updated_at } }: { draft: CampaignLine }) {
  const { t } = useTranslation()
  const params = { id: String(id) }
  return (
    <>
      <div className={classes.words}>
        <strong>{name}</strong>
        <span>{t('today.needsOk.changed', { when: formatMoment(updated_at) })}</span>
      </div>
      <LinkButton
        to="/campaigns/$id/edit"
        params={params}
        variant="default"
        size="xs"
        aria-label={t('today.needsOk.editName', { name })}
      >
        {t('today.needsOk.edit')}
      </LinkButton>
      <LinkButton
        to="/campaigns/$id/check"
        params={params}
        size="xs"
        aria-label={t('today.needsOk.checkName', { name })}
      >
        {t('today.needsOk.check')}
      </LinkButton>
    </>
  )
}

import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CampaignLine } from '@/host'
import { Answered, EmptyState, formatMoment, LinkButton, Meter, PageFrame, Sign, StateBadge } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './Campaigns.module.css'
import { useCampaigns } from './queries'
import { toneOf } from './states'

export function CampaignsPage() {
  const { t } = useTranslation()
  const campaigns = useCampaigns()
  const add = (
    <LinkButton to="/campaigns/new" leftSection={<Sign name="plus" size={15} />}>
      {t('campaigns.add')}
    </LinkButton>
  )
  const some = (campaigns.data?.length ?? 0) > 0
  return (
    <PageFrame title={t('campaigns.title')} lead={t('campaigns.lead')} actions={some ? add : null}>
      <Answered query={campaigns}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              kind="first-use"
              title={t('campaigns.empty.title')}
              description={t('campaigns.empty.description')}
              action={add}
            />
          ) : (
            <ul className={classes.list} aria-label={t('campaigns.list')}>
              {list.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          )
        }
      </Answered>
    </PageFrame>
  )
}

function Line({ line }: { line: CampaignLine }) {
  const { t } = useTranslation()
  const draft = line.state === 'draft'
  const to = draft ? '/campaigns/$id/edit' : '/campaigns/$id'
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <Link to={to} params={{ id: String(line.id) }} className={classes.name ?? ''}>
          {line.name}
        </Link>
        <p className={classes.about}>
          {t(`reach.purpose.${line.purpose}`)} ·{' '}
          {t('campaigns.changed', { when: formatMoment(line.updated_at) })}
        </p>
      </div>
      <div className={classes.progress}>
        {draft ? <span className={classes.about}>{t('campaigns.draftNote')}</span> : <Progress line={line} />}
      </div>
      <div className={classes.state}>
        <StateBadge tone={toneOf(line.state)}>{worded('campaigns.state', line.state)}</StateBadge>
      </div>
    </li>
  )
}

function Progress({ line: { name, done, recipients, state } }: { line: CampaignLine }) {
  const { t } = useTranslation()
  return (
    <>
      <Meter
        label={t('campaigns.progressOf', { name })}
        value={done}
        total={recipients}
        tone={toneOf(state)}
      />
      <span className={classes.about}>{t('campaigns.progress', { done, recipients })}</span>
    </>
  )
}

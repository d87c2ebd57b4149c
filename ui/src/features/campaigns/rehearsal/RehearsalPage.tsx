import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RehearsalView } from '@/host'
import { Answered, EmptyState, LinkButton, PageFrame } from '@/kit'
import { useCampaign, useRehearsal } from '../queries'
import { Hours } from './Hours'
import classes from './Rehearsal.module.css'
import { Holds, Standing } from './Standing'
import { Zones } from './Zones'

/** A campaign drawn over time: before it is approved as if it went now, afterwards what is left of it. */
export function RehearsalPage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/campaigns/$id/rehearsal' })
  const campaign = useCampaign(Number(id))
  const plan = useRehearsal(Number(id))
  const draft = campaign.data?.line.state === 'draft'
  return (
    <PageFrame
      title={t('rehearsal.title', { name: campaign.data?.line.name ?? '' })}
      lead={campaign.data ? t(draft ? 'rehearsal.lead' : 'rehearsal.leadRunning') : undefined}
      actions={campaign.data ? <Ways id={id} draft={draft} /> : null}
    >
      <Answered query={plan} lines={10}>
        {(drawn) =>
          drawn.recipients === 0 ? <Nobody draft={draft} /> : <Drawn plan={drawn} draft={draft} />
        }
      </Answered>
    </PageFrame>
  )
}

function Ways({ id, draft }: { id: string; draft: boolean }) {
  const { t } = useTranslation()
  if (!draft) {
    return (
      <LinkButton to="/campaigns/$id" params={{ id }}>
        {t('rehearsal.watch')}
      </LinkButton>
    )
  }
  return (
    <>
      <LinkButton to="/campaigns/$id/edit" params={{ id }} variant="default">
        {t('rehearsal.edit')}
      </LinkButton>
      <LinkButton to="/campaigns/$id/check" params={{ id }}>
        {t('rehearsal.check')}
      </LinkButton>
    </>
  )
}

function Drawn({ plan, draft }: { plan: RehearsalView; draft: boolean }) {
  return (
    <div className={classes.page}>
      <div>
        <Standing plan={plan} draft={draft} />
        {plan.hours.length > 0 ? <Hours plan={plan} /> : null}
      </div>
      <div>
        <Zones plan={plan} />
        <Holds plan={plan} />
      </div>
    </div>
  )
}

function Nobody({ draft }: { draft: boolean }) {
  const { t } = useTranslation()
  const words = draft ? 'nobody' : 'nothingLeft'
  return (
    <EmptyState
      kind="no-results"
      title={t(`rehearsal.${words}.title`)}
      description={t(`rehearsal.${words}.text`)}
    />
  )
}

import { Group } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '@/host'
import { Answered, EmptyState, formatMoment, LinkButton, PageFrame, Panel } from '@/kit'
import { Failures, Figures } from './Figures'
import { HealthPanel } from './HealthPanel'
import { Moves } from './Moves'
import { OutcomeTable } from './OutcomeTable'
import { type Asked, PeopleDrawer } from './PeopleDrawer'
import { Progress } from './Progress'
import { useReport } from './queries'
import classes from './watch.module.css'

const isOver = ({ line: { state } }: ReportView) => state !== 'running' && state !== 'paused'

/** An approved campaign: watched while it goes out, its report at the end. */
export function WatchPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams({ strict: false })
  const query = useReport(Number(id))
  const report = query.data
  const when = report?.approved_at ? formatMoment(report.approved_at) : undefined
  return (
    <PageFrame
      title={report?.line.name ?? t('campaigns.title')}
      lead={when && report ? t(isOver(report) ? 'watch.leadEnded' : 'watch.lead', { when }) : undefined}
      actions={report ? <Moves report={report} /> : undefined}
    >
      <Answered query={query}>
        {(data) => (data.line.state === 'draft' ? <Draft id={id} /> : <Watched key={id} report={data} />)}
      </Answered>
    </PageFrame>
  )
}

function Watched({ report }: { report: ReportView }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asked>()
  return (
    <div className={classes.page}>
      <div>
        <Progress report={report} />
        <Figures report={report} ended={isOver(report)} onShow={setAsked} />
        <Failures report={report} onShow={setAsked} />
        <HealthPanel id={report.line.id} running={report.line.state === 'running'} />
      </div>
      <Panel title={t('watch.table.title')}>
        <OutcomeTable report={report} onShow={setAsked} />
      </Panel>
      <PeopleDrawer id={report.line.id} asked={asked} onClose={() => setAsked(undefined)} />
    </div>
  )
}

function Draft({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <EmptyState
      kind="first-use"
      title={t('watch.draft.title')}
      description={t('watch.draft.description')}
      action={
        <Group>
          <LinkButton to="/campaigns/$id/edit" params={{ id }} variant="default">
            {t('watch.draft.edit')}
          </LinkButton>
          <LinkButton to="/campaigns/$id/check" params={{ id }}>
            {t('watch.draft.check')}
          </LinkButton>
        </Group>
      }
    />
  )
}

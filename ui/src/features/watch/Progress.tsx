import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '@/host'
import { formatClock, formatDay, formatMoment, LinkButton, Notice, Panel, StackMeter } from '@/kit'
import { worded } from '@/strings/worded'
import { AwakeNotice } from './AwakeNotice'
import { inOrder, stateWords, toneOf } from './outcome'
import classes from './watch.module.css'

/** A moment as a person says it: the hour alone when it is today. */
const soon = (moment: string) =>
  formatDay(moment) === formatDay(new Date().toISOString()) ? formatClock(moment) : formatMoment(moment)

/** One bar of all texts, and where it stands in a sentence. */
export function Progress({ report }: { report: ReportView }) {
  const { t } = useTranslation()
  const parts = inOrder(report.by_state).map(({ reason, count }) => ({
    key: reason,
    label: stateWords(reason),
    value: count,
    tone: toneOf(reason),
  }))
  return (
    <Panel title={worded('campaigns.state', report.line.state)}>
      <div className={classes.stack}>
        <p className={classes.sentence}>
          <Standing report={report} />
        </p>
        <StackMeter label={t('watch.bar')} total={report.recipients} parts={parts} />
        <Tenths done={report.line.done} of={report.recipients} />
        <ToDo report={report} />
        {report.alarm !== '' && report.line.state === 'running' ? (
          <Notice tone="warn" title={t('watch.slowed')}>
            {report.alarm}
          </Notice>
        ) : null}
        {report.line.state === 'running' ? <AwakeNotice /> : null}
        <Held report={report} />
      </div>
    </Panel>
  )
}

function Standing({
  report: { line, recipients, per_minute, finishes_at, waiting_for, waiting_until },
}: {
  report: ReportView
}) {
  const { t } = useTranslation()
  const running = line.state === 'running'
  const moving = running && waiting_for === ''
  return [
    t('watch.done', { done: line.done, recipients }),
    running && per_minute > 0 ? t('watch.rate', { count: per_minute }) : '',
    moving && finishes_at !== '' ? t('watch.eta', { when: soon(finishes_at) }) : '',
    running ? waiting_for : '',
    running && waiting_until !== '' ? t('watch.until', { when: soon(waiting_until) }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

// Said aloud at each tenth only: every single text would drown everything else.
function Tenths({ done, of }: { done: number; of: number }) {
  const { t } = useTranslation()
  const percent = of > 0 ? Math.floor((done / of) * 10) * 10 : 0
  return <VisuallyHidden role="status">{t('watch.said', { percent })}</VisuallyHidden>
}

/** Where a person can help, and the plan behind the finishing time. */
function ToDo({ report: { line, waiting_code } }: { report: ReportView }) {
  const { t } = useTranslation()
  if (line.state !== 'running' && line.state !== 'paused') return null
  const look = classes.link ?? ''
  return (
    <p className={classes.note}>
      {waiting_code === 'halted' ? (
        <Link to="/settings" className={look}>
          {t('watch.paused.settings')}
        </Link>
      ) : (
        <Link to="/campaigns/$id/rehearsal" params={{ id: String(line.id) }} className={look}>
          {t('rehearsal.see')}
        </Link>
      )}
    </p>
  )
}

/** Why it does not go on. */
function Held({ report: { line, pause_reason, alarm } }: { report: ReportView }) {
  const { t } = useTranslation()
  if (line.state === 'running') return null
  if (line.state !== 'paused') return <p className={classes.note}>{worded('watch.ended', line.state)}</p>
  const [kind = '', code = ''] = pause_reason.split(':')
  if (kind === 'alarm' || kind === 'sender_alarm') {
    return (
      <Notice tone="bad" title={t('watch.paused.title')}>
        {alarm}
      </Notice>
    )
  }
  if (kind !== 'gateway') {
    return (
      <Notice tone="warn" title={t('watch.paused.title')}>
        {pause_reason === '' ? null : worded('watch.paused', pause_reason)}
      </Notice>
    )
  }
  const settings = (
    <LinkButton to="/settings" variant="default" size="xs">
      {t('watch.paused.settings')}
    </LinkButton>
  )
  return (
    <Notice tone="bad" title={t('watch.paused.title')} action={settings}>
      {t('watch.paused.gateway', { code })}
    </Notice>
  )
}

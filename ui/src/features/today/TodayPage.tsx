import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands, type Today } from '@/host'
import { Answered, EmptyState, LinkButton, PageFrame } from '@/kit'
import { HeldLists, Tidy } from './List'
import { NeedsOk } from './NeedsOk'
import { Running } from './Running'
import { Warnings } from './Warnings'
import { warningsOf } from './warnings'

export function TodayPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['today'], queryFn: () => ask(commands.today()) })
  const { contacts = 0, reachable = 0 } = query.data ?? {}
  return (
    <PageFrame
      title={t('today.title')}
      layout="narrow"
      lead={contacts > 0 ? t('today.lead', { contacts, reachable }) : undefined}
    >
      <Answered query={query}>{(today) => <Blocks today={today} />}</Answered>
    </PageFrame>
  )
}

function Blocks({ today }: { today: Today }) {
  const warnings = warningsOf(today)
  if (today.contacts === 0) return <First />
  const quiet = warnings.length + today.needs_ok.length + today.running.length === 0
  return (
    <div>
      <HeldLists />
      {quiet ? (
        <Quiet />
      ) : (
        <>
          <NeedsOk drafts={today.needs_ok} />
          <Warnings warnings={warnings} />
          <Running campaigns={today.running} />
        </>
      )}
      <Tidy />
    </div>
  )
}

function First() {
  const { t } = useTranslation()
  return (
    <EmptyState
      kind="first-use"
      title={t('today.first.title')}
      description={t('today.first.description')}
      action={<LinkButton to="/contacts/import">{t('today.first.action')}</LinkButton>}
    />
  )
}

function Quiet() {
  const { t } = useTranslation()
  return (
    <EmptyState
      kind="cleared"
      title={t('today.empty.title')}
      description={t('today.empty.description')}
      action={<LinkButton to="/campaigns/new">{t('today.empty.action')}</LinkButton>}
    />
  )
}

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CleanupView } from '@/host'
import { EmptyState, LinkButton, LoadingState, PageFrame, Problem } from '@/kit'
import classes from './cleanup.module.css'
import { FindingPane } from './FindingPane'
import { Findings } from './Findings'
import { useCleanup } from './queries'
import { RepairsMade } from './RepairsMade'

/** The entry beside the findings that shows what was repaired. */
export const REPAIRS = 'repairs'

/** What is wrong with the list as a whole: findings, people, one repair each, and the way back. */
export function CleanupPage() {
  const { t } = useTranslation()
  const query = useCleanup()
  const view = query.data
  const panes = view !== undefined && view.findings.length > 0
  return (
    <PageFrame
      title={t('cleanup.title')}
      lead={view && view.contacts > 0 ? t('cleanup.lead', { count: view.contacts }) : undefined}
      layout={panes ? 'flush' : 'wide'}
      actions={
        <LinkButton to="/contacts" variant="default">
          {t('cleanup.contacts')}
        </LinkButton>
      }
    >
      {view ? (
        <Looked view={view} />
      ) : query.isError ? (
        <Problem thrown={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Looking />
      )}
    </PageFrame>
  )
}

function Looking() {
  const { t } = useTranslation()
  return (
    <>
      <p className={classes.looking}>{t('cleanup.looking')}</p>
      <LoadingState lines={8} label={t('cleanup.looking')} />
    </>
  )
}

function Looked({ view }: { view: CleanupView }) {
  const { t } = useTranslation()
  if (view.findings.length > 0) return <Panes view={view} />
  return (
    <>
      {view.contacts === 0 ? (
        <EmptyState
          kind="first-use"
          title={t('cleanup.nobody.title')}
          description={t('cleanup.nobody.description')}
          action={<LinkButton to="/contacts/import">{t('cleanup.nobody.action')}</LinkButton>}
        />
      ) : (
        <EmptyState
          kind="cleared"
          title={t('cleanup.clean.title')}
          description={t('cleanup.clean.description')}
        />
      )}
      {view.repairs.length > 0 ? <RepairsMade repairs={view.repairs} /> : null}
    </>
  )
}

function Panes({ view }: { view: CleanupView }) {
  const { t } = useTranslation()
  const search = useSearch({ from: '/contacts/cleanup' })
  const navigate = useNavigate()
  const choose = (kind: string) => void navigate({ to: '/contacts/cleanup', search: { kind }, replace: true })
  const finding = view.findings.find(({ kind }) => kind === search.kind) ?? view.findings[0]
  const repairs = search.kind === REPAIRS || finding === undefined
  return (
    <div className={classes.panes}>
      <Findings view={view} chosen={repairs ? REPAIRS : finding.kind} onChoose={choose} />
      <section aria-label={t('cleanup.finding')} className={classes.pane}>
        {repairs ? (
          <RepairsMade repairs={view.repairs} />
        ) : (
          <FindingPane key={finding.kind} finding={finding} view={view} />
        )}
      </section>
    </div>
  )
}

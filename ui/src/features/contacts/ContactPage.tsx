import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ask, type ContactView, commands } from '@/host'
import { Answered, LinkButton, Notice, PageFrame, Panel } from '@/kit'
import { Activity } from './Activity'
import classes from './contacts.module.css'
import { DoubleOptIn } from './DoubleOptIn'
import { EraseDeed } from './EraseDeed'
import { EvidenceExport } from './EvidenceExport'
import { Facts } from './Facts'
import { LedgerTimeline } from './LedgerTimeline'
import { StateOn } from './StateOn'
import { SuppressDeed } from './SuppressDeed'
import { Tags } from './Tags'
import { Texts } from './Texts'

/** One person with everything known about them. */
export function ContactPage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/contacts/$id' })
  const query = useQuery({
    queryKey: ['contacts', 'one', id],
    queryFn: () => ask(commands.contactShow(Number(id))),
  })
  const line = query.data?.line
  return (
    <PageFrame
      title={line ? line.name || line.number : t('contacts.person.title')}
      lead={line?.name ? line.number : undefined}
      actions={
        <>
          <Button component={Link} to="/contacts" variant="default">
            {t('contacts.person.back')}
          </Button>
          {line ? <EraseDeed id={line.id} who={line.name || line.number} /> : null}
          {line && !line.suppressed ? <SuppressDeed number={line.number} /> : null}
        </>
      }
    >
      <Answered query={query}>{(person) => <Person person={person} />}</Answered>
    </PageFrame>
  )
}

function Held() {
  const { t } = useTranslation()
  return (
    <div className={classes.suppressed}>
      <Notice
        tone="warn"
        title={t('contacts.person.held')}
        action={
          <LinkButton to="/contacts/cleanup" search={{ kind: 'bought_list' }} variant="default" size="xs">
            {t('contacts.person.heldAction')}
          </LinkButton>
        }
      >
        {t('contacts.person.heldWhy')}
      </Notice>
    </div>
  )
}

function Person({ person }: { person: ContactView }) {
  const { t } = useTranslation()
  return (
    <>
      {person.line.suppressed ? (
        <div className={classes.suppressed}>
          <Notice tone="bad" title={t('contacts.person.suppressed')}>
            {t('contacts.person.suppressedWhy')}
          </Notice>
        </div>
      ) : null}
      {person.line.quarantined ? <Held /> : null}
      <div className={classes.person}>
        <div>
          <Panel title={t('contacts.person.facts')}>
            <Facts person={person} />
          </Panel>
          <Panel title={t('contacts.column.tags')}>
            <Tags line={person.line} />
          </Panel>
          <Panel title={t('contacts.person.activity')}>
            <Activity facts={person.activity} />
          </Panel>
        </div>
        <div>
          <Panel title={t('contacts.person.ledger')} actions={<EvidenceExport id={person.line.id} />}>
            <DoubleOptIn id={person.line.id} />
            <StateOn id={person.line.id} />
            <LedgerTimeline entries={person.ledger} />
          </Panel>
          <Panel title={t('contacts.person.texts')}>
            <Texts texts={person.messages} />
          </Panel>
        </div>
      </div>
    </>
  )
}

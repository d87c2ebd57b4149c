import { useTranslation } from 'react-i18next'
import type { LedgerView } from '@/host'
import { formatMoment, StateBadge } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './contacts.module.css'

/** The consent ledger of one number, oldest first: what was agreed, where, when and in which words. */
export function LedgerTimeline({ entries }: { entries: LedgerView[] }) {
  const { t } = useTranslation()
  if (entries.length === 0) return <p className={classes.none}>{t('contacts.person.ledgerNone')}</p>
  return (
    <ol className={classes.timeline}>
      {entries.map((entry) => (
        <li key={entry.seq}>
          <Entry entry={entry} />
        </li>
      ))}
    </ol>
  )
}

function Entry({ entry }: { entry: LedgerView }) {
  const { t } = useTranslation()
  const where = worded('imports.consent.source', entry.source)
  return (
    <>
      <div className={classes.entryHead}>
        <StateBadge tone={entry.kind === 'revoked' ? 'bad' : 'good'}>
          {worded('contacts.kind', entry.kind)}
        </StateBadge>
        <span>{worded('contacts.scope', entry.scope)}</span>
        <time dateTime={entry.happened_at}>{formatMoment(entry.happened_at)}</time>
      </div>
      <p>{where}</p>
      {entry.wording === '' ? null : (
        <blockquote cite="" aria-label={t('contacts.person.words')}>
          {entry.wording}
        </blockquote>
      )}
      <p className={classes.small}>
        {t('contacts.person.entry', { seq: entry.seq })}
        {' · '}
        {t('contacts.person.recorded', { when: formatMoment(entry.recorded_at) })}
        {[
          entry.evidence === '' ? '' : worded('contacts.evidenceKind', entry.evidence),
          entry.detail,
          entry.method === '' ? '' : worded('contacts.method', entry.method),
          entry.jurisdiction === '' ? '' : t('contacts.person.law', { places: entry.jurisdiction }),
          entry.wording_version,
          entry.expires_at === ''
            ? ''
            : t('contacts.person.expires', { when: formatMoment(entry.expires_at) }),
        ]
          .filter((words) => words !== '')
          .map((words) => ` · ${words}`)}
      </p>
    </>
  )
}

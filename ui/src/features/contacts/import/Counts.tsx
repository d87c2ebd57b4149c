import { useTranslation } from 'react-i18next'
import type { ImportCounts } from '@/host'
import { Notice, StatNumber } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './import.module.css'

/** What an import would do, or did, in the core's own numbers. */
export function Counts({
  counts,
  stale = false,
  brief = false,
}: {
  counts: ImportCounts
  stale?: boolean
  /** The numbers alone. */
  brief?: boolean
}) {
  const { t } = useTranslation()
  const numbers = [
    ['rows', counts.rows],
    ['created', counts.created],
    ['updated', counts.updated],
    ['unchanged', counts.unchanged],
    ['rejected', counts.rejected],
    ['withConsent', counts.with_consent],
  ] as const
  const shown = (
    <div className={classes.numbers}>
      {numbers.map(([key, value]) => (
        <StatNumber key={key} label={t(`imports.preview.${key}`)} value={value} stale={stale} />
      ))}
    </div>
  )
  if (brief) return shown
  return (
    <>
      {shown}
      {counts.met_suppressions > 0 ? (
        <Notice tone="info" title={t('imports.preview.suppressed')}>
          {t('imports.preview.suppressedWhy', { count: counts.met_suppressions })}
        </Notice>
      ) : null}
      {counts.with_consent === 0 && counts.rows > 0 ? (
        <Notice tone="warn" title={t('imports.preview.noConsent')}>
          {t('imports.preview.noConsentWhy')}
        </Notice>
      ) : null}
      <Rejected counts={counts} />
    </>
  )
}

function Rejected({ counts: { rejected_by } }: { counts: ImportCounts }) {
  const { t } = useTranslation()
  if (rejected_by.length === 0) return null
  return (
    <section aria-label={t('imports.preview.rejectedBy')}>
      <h3>{t('imports.preview.rejectedBy')}</h3>
      <dl className={classes.reasons}>
        {rejected_by.map(({ reason, count }) => (
          <div key={reason}>
            <dt>{worded('imports.reason', reason)}</dt>
            <dd>{t('kit.rows', { count })}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EvidenceExport } from '@/features/contacts/EvidenceExport'
import type { LedgerCheck } from '@/host'
import { Answered, Notice, Panel, StatNumber, toastDone } from '@/kit'
import classes from './health.module.css'
import { useLedgerCheck } from './queries'

/** Proves that nobody has changed what people agreed to, or shows where it was changed. */
export function Ledger() {
  const { t } = useTranslation()
  const check = useLedgerCheck()
  const again = (
    <>
      <EvidenceExport />
      <Button variant="default" size="xs" loading={check.isFetching} onClick={() => void check.refetch()}>
        {t('health.ledger.again')}
      </Button>
    </>
  )
  return (
    <Panel title={t('health.ledger.title')} actions={again}>
      <Answered query={check} lines={3}>
        {(found) => (
          <div className={classes.ledger}>
            <Verdict found={found} />
            {found.entries > 0 ? <Seal found={found} /> : null}
          </div>
        )}
      </Answered>
    </Panel>
  )
}

function Verdict({ found: { entries, intact, broken_at } }: { found: LedgerCheck }) {
  const { t } = useTranslation()
  if (!intact) {
    return (
      <Notice tone="bad" title={t('health.ledger.broken', { at: broken_at })}>
        {t('health.ledger.brokenHint')}
      </Notice>
    )
  }
  const words = entries === 0 ? 'empty' : 'intact'
  return (
    <Notice tone={entries === 0 ? 'info' : 'good'} title={t(`health.ledger.${words}`)}>
      {t(`health.ledger.${words}Hint`)}
    </Notice>
  )
}

function Seal({ found: { entries, intact, head } }: { found: LedgerCheck }) {
  const { t } = useTranslation()
  const copy = () => {
    void navigator.clipboard.writeText(head).then(() => toastDone(t('health.ledger.copied')))
  }
  return (
    <>
      <StatNumber label={t('health.ledger.entries')} value={entries} />
      {intact ? (
        <div className={classes.seal}>
          <span className={classes.label}>{t('health.ledger.head')}</span>
          <code>{head}</code>
          <Button variant="default" size="xs" onClick={copy}>
            {t('health.ledger.copy')}
          </Button>
          <p className={classes.about}>{t('health.ledger.headHint')}</p>
        </div>
      ) : null}
    </>
  )
}

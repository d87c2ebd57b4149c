import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CleanupView, FindingLine, FindingView } from '@/host'
import { Problem } from '@/kit'
import { worded } from '@/strings/worded'
import { BoughtLists } from './BoughtLists'
import classes from './cleanup.module.css'
import { FindingPeople } from './FindingPeople'
import { Household } from './Household'
import { OldAge } from './OldAge'
import { useRepair } from './queries'

/** One finding: why it matters, its one repair, and its people. */
export function FindingPane({ finding, view }: { finding: FindingView; view: CleanupView }) {
  const { kind } = finding
  const id = useId()
  const [household, setHousehold] = useState<FindingLine>()
  return (
    <>
      <header className={classes.head}>
        <h2 id={id}>{worded('cleanup.kind', kind)}</h2>
        <p>{worded('cleanup.why', kind)}</p>
        {kind === 'bought_list' ? (
          <BoughtLists lists={view.lists} />
        ) : (
          <Repairs finding={finding} months={view.old_after_months} />
        )}
      </header>
      <div className={classes.people}>
        <FindingPeople kind={kind} onHousehold={setHousehold} />
      </div>
      {household ? <Household line={household} onClose={() => setHousehold(undefined)} /> : null}
    </>
  )
}

function Repairs({ finding: { kind, people, groups }, months }: { finding: FindingView; months: number }) {
  const { t } = useTranslation()
  const repair = useRepair()
  const words = t as (key: string, with_: Record<string, unknown>) => string
  return (
    <>
      <div className={classes.deeds}>
        <Button loading={repair.isPending} onClick={() => repair.mutate({ kind })}>
          {words(`cleanup.deed.${kind}`, { count: people, groups })}
        </Button>
        {kind === 'shared_number' ? (
          <Button
            variant="default"
            disabled={repair.isPending}
            onClick={() => repair.mutate({ kind, keep_names: true })}
          >
            {t('cleanup.deed.keep_names')}
          </Button>
        ) : null}
        {kind === 'old_consent' ? <OldAge months={months} /> : null}
      </div>
      {repair.isError ? <Problem thrown={repair.error} /> : null}
    </>
  )
}

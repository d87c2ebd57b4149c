import { Drawer } from '@mantine/core'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { ask, commands, type ReachPerson, type ReachQuery } from '@/host'
import { columnsFor, DataTable, EmptyState } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './Reach.module.css'

export interface Asked {
  reach: ReachQuery
  /** `matched`, `will_receive` or a reason's id. */
  which: string
  /** How many there are, as counted. */
  total: number
}

const whoWords = (which: string) =>
  which === 'matched' || which === 'will_receive'
    ? i18next.t(which === 'matched' ? 'reach.matched' : 'reach.willReceive')
    : worded('reach.reason', which)

const col = columnsFor<ReachPerson>()
const name = col.accessor((person) => person.name || i18next.t('reach.people.nameless'), {
  id: 'name',
  header: () => i18next.t('reach.people.name'),
  size: 3,
})
const number = col.accessor('number', {
  header: () => i18next.t('reach.people.number'),
  size: 2,
  minSize: 130,
})
const why = col.accessor(
  ({ reason }) => (reason ? worded('reach.reason', reason) : i18next.t('reach.people.receives')),
  { id: 'reason', header: () => i18next.t('reach.people.reason'), size: 3 },
)
const plain = col.columns([name, number])
const withReason = col.columns([name, number, why])

/** The people behind one number of a reach. */
export function ReachPeople({ asked, onClose }: { asked: Asked | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={asked !== undefined}
      onClose={onClose}
      size={520}
      title={asked ? whoWords(asked.which) : ''}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
      classNames={{ body: classes.drawer ?? '' }}
    >
      {asked ? <People {...asked} /> : null}
    </Drawer>
  )
}

function People({ reach, which, total }: Asked) {
  const { t } = useTranslation()
  return (
    <div className={classes.people}>
      <DataTable
        label={whoWords(which)}
        queryKey={['reach', 'people', reach, which]}
        columns={which === 'matched' ? withReason : plain}
        fetchPage={async (offset, limit) => {
          const rows = await ask(commands.reachPeople({ reach, which, offset, limit }))
          // A short first page is the whole list, whatever was counted earlier.
          return { rows, total: offset === 0 && rows.length < limit ? rows.length : total }
        }}
        rowId={(person) => String(person.id)}
        empty={
          <EmptyState
            kind="no-results"
            title={t('reach.people.empty')}
            description={t('reach.people.emptyHint')}
          />
        }
      />
    </div>
  )
}

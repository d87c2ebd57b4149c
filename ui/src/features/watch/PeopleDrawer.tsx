import { Drawer } from '@mantine/core'
import i18next from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReachPerson } from '@/host'
import { columnsFor, DataTable, EmptyState } from '@/kit'
import { worded } from '@/strings/worded'
import { whyWords } from './outcome'
import { peopleOf, type Which } from './people'
import classes from './watch.module.css'

export interface Asked extends Which {
  title: string
  /** How many there are, as counted. */
  total: number
}

const col = columnsFor<ReachPerson>()
const name = col.accessor((person) => person.name || i18next.t('watch.people.nameless'), {
  id: 'name',
  header: () => i18next.t('watch.people.name'),
  size: 3,
})
const number = col.accessor('number', {
  header: () => i18next.t('watch.people.number'),
  size: 2,
  minSize: 130,
})
const header = () => i18next.t('watch.people.why')
const leftOut = col.accessor(({ reason }) => (reason ? worded('reach.reason', reason) : ''), {
  id: 'reason',
  header,
  size: 3,
})
const ended = col.accessor(({ reason }) => whyWords(reason), { id: 'reason', header, size: 3 })
const ofExcluded = col.columns([name, number, leftOut])
const ofState = col.columns([name, number, ended])

/** The people behind one number of the report. */
export function PeopleDrawer({
  id,
  asked,
  onClose,
}: {
  id: number
  asked: Asked | undefined
  onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={asked !== undefined}
      onClose={onClose}
      size={600}
      title={asked?.title ?? ''}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
      classNames={{ body: classes.drawer ?? '' }}
    >
      {asked ? <People id={id} asked={asked} /> : null}
    </Drawer>
  )
}

function People({ id, asked: { state, reason, title, total } }: { id: number; asked: Asked }) {
  const { t } = useTranslation()
  const read = useMemo(() => peopleOf(id, { state, reason }), [id, state, reason])
  return (
    <div className={classes.people}>
      <DataTable
        label={title}
        queryKey={['campaigns', 'people', id, state, reason ?? '']}
        columns={state === 'excluded' ? ofExcluded : ofState}
        fetchPage={async (offset, limit) => {
          const rows = await read(offset, limit)
          // A short first page is the whole list, whatever was counted earlier.
          return { rows, total: offset === 0 && rows.length < limit ? rows.length : total }
        }}
        rowId={(person) => String(person.id)}
        empty={
          <EmptyState
            kind="no-results"
            title={t('watch.people.empty')}
            description={t('watch.people.emptyHint')}
          />
        }
      />
    </div>
  )
}

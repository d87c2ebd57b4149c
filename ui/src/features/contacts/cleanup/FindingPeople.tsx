import { useNavigate } from '@tanstack/react-router'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { ask, commands, type FindingLine } from '@/host'
import { columnsFor, DataTable, EmptyState, formatDay } from '@/kit'
import { worded } from '@/strings/worded'

const col = columnsFor<FindingLine>()
const name = col.accessor(({ line }) => line.name || i18next.t('contacts.noName'), {
  id: 'name',
  header: () => i18next.t('contacts.column.name'),
  size: 190,
  minSize: 110,
})
const number = col.accessor(({ line }) => line.number, {
  id: 'number',
  header: () => i18next.t('contacts.column.number'),
  size: 140,
  minSize: 146,
})
const place = col.accessor(({ line }) => line.place, {
  id: 'place',
  header: () => i18next.t('contacts.column.place'),
  size: 140,
  minSize: 90,
})
const plain = col.columns([name, number, place])

/** Kinds that tell more of a person than who it is. */
const beside = [
  'bought_list',
  'duplicate_people',
  'shared_number',
  'cannot_receive',
  'country_mismatch',
  'name_style',
  'old_consent',
  'silent',
] as const
const columns = new Map(
  beside.map((kind) => [
    kind as string,
    col.columns([
      name,
      col.accessor((line) => told(kind, line), {
        id: 'detail',
        header: () => i18next.t(`cleanup.beside.${kind}`),
        size: 170,
        minSize: 120,
      }),
      number,
      place,
    ]),
  ]),
)

function told(kind: string, { detail }: FindingLine): string {
  if (kind === 'old_consent' || kind === 'silent') return formatDay(detail)
  if (kind === 'cannot_receive') return worded('contacts.line', detail)
  return detail
}

async function fetchPage(kind: string, offset: number, limit: number) {
  const { total, lines } = await ask(commands.cleanupPeople({ kind, offset, limit }))
  return { total, rows: lines }
}

interface FindingPeopleProps {
  kind: string
  onHousehold: (line: FindingLine) => void
}

/** Everybody a finding is about; a row opens the contact, or the question who is greeted. */
export function FindingPeople({ kind, onHousehold }: FindingPeopleProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const open = (line: FindingLine) => {
    if (kind === 'shared_number') onHousehold(line)
    else void navigate({ to: '/contacts/$id', params: { id: String(line.line.id) } })
  }
  return (
    <DataTable
      label={t('cleanup.people')}
      queryKey={['cleanup', 'people', kind]}
      fetchPage={(offset, limit) => fetchPage(kind, offset, limit)}
      columns={columns.get(kind) ?? plain}
      rowId={({ line }) => String(line.id)}
      onOpen={open}
      empty={
        <EmptyState
          kind="cleared"
          title={t('cleanup.gone.title')}
          description={t('cleanup.gone.description')}
        />
      }
    />
  )
}

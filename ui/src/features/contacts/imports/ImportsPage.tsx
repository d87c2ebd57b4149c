import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands, type PastImportView } from '@/host'
import { Answered, EmptyState, formatMoment, LinkButton, PageFrame, StateBadge } from '@/kit'
import classes from './imports.module.css'
import { SaveRejects } from './SaveRejects'
import { TakeBack } from './TakeBack'

/** Every import so far: what became of it, its rejected rows, and the way back. */
export function ImportsPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['imports', 'list'], queryFn: () => ask(commands.importsList()) })
  const another = <LinkButton to="/contacts/import">{t('imports.history.another')}</LinkButton>
  return (
    <PageFrame title={t('imports.history.title')} actions={another}>
      <Answered query={query} lines={5}>
        {(past) =>
          past.length === 0 ? (
            <EmptyState
              kind="first-use"
              title={t('imports.history.empty')}
              description={t('imports.history.emptyWhy')}
            />
          ) : (
            <Past past={past} />
          )
        }
      </Answered>
    </PageFrame>
  )
}

const counts = ['rows', 'created', 'updated', 'unchanged', 'rejected'] as const

function Past({ past }: { past: PastImportView[] }) {
  const { t } = useTranslation()
  return (
    <Table aria-label={t('imports.history.title')} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('imports.history.file')}</Table.Th>
          <Table.Th>{t('imports.history.at')}</Table.Th>
          {counts.map((count) => (
            <Table.Th key={count} className={classes.count}>
              {t(`imports.history.${count}`)}
            </Table.Th>
          ))}
          <Table.Th>{t('imports.history.deeds')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {past.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Line({ one }: { one: PastImportView }) {
  const { t } = useTranslation()
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.file}>
        {one.file_name}
      </Table.Th>
      <Table.Td>{formatMoment(one.at)}</Table.Td>
      {counts.map((count) => (
        <Table.Td key={count} className={classes.count}>
          {t('imports.history.number', { count: one[count] })}
        </Table.Td>
      ))}
      <Table.Td>
        <div className={classes.deeds}>
          {one.undone_at === '' ? (
            <TakeBack id={one.id} fileName={one.file_name} created={one.created} />
          ) : (
            <StateBadge tone="idle">{t('imports.history.undone')}</StateBadge>
          )}
          {one.rejected > 0 ? <SaveRejects id={one.id} fileName={one.file_name} /> : null}
        </div>
      </Table.Td>
    </Table.Tr>
  )
}

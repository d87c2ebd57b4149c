import { Button, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RepairView } from '@/host'
import { formatMoment, formatNumber, StateBadge } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './cleanup.module.css'
import { useTakeBack } from './queries'

/** Every repair so far, the newest first, each with the way back. */
export function RepairsMade({ repairs }: { repairs: RepairView[] }) {
  const { t } = useTranslation()
  if (repairs.length === 0) return <p className={classes.none}>{t('cleanup.history.none')}</p>
  return (
    <div className={classes.history}>
      <h2>{t('cleanup.repairs')}</h2>
      <Table aria-label={t('cleanup.repairs')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('cleanup.history.what')}</Table.Th>
            <Table.Th className={classes.number}>{t('cleanup.history.people')}</Table.Th>
            <Table.Th>{t('cleanup.history.when')}</Table.Th>
            <Table.Th>{t('cleanup.history.deeds')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {repairs.map((repair) => (
            <Made key={repair.id} repair={repair} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Made({ repair: { id, kind, detail, people, applied_at, undone_at } }: { repair: RepairView }) {
  const { t } = useTranslation()
  const back = useTakeBack()
  const what = worded('cleanup.kind', kind)
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {what}
        {detail === '' ? null : <span className={classes.words}>“{detail}”</span>}
      </Table.Th>
      <Table.Td className={classes.number}>{formatNumber(people)}</Table.Td>
      <Table.Td>{formatMoment(applied_at)}</Table.Td>
      <Table.Td>
        {undone_at === '' ? (
          <Button
            size="xs"
            variant="default"
            loading={back.isPending}
            aria-label={t('cleanup.history.undoOf', { what, when: formatMoment(applied_at) })}
            onClick={() => back.mutate(id)}
          >
            {t('cleanup.history.undo')}
          </Button>
        ) : (
          <StateBadge tone="idle">{t('cleanup.history.undone')}</StateBadge>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

import { Select, Table } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnView } from '@/host'
import { StateBadge, type Tone } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './import.module.css'

const tones: Record<string, Tone> = {
  sure: 'good',
  chosen: 'good',
  remembered: 'good',
  guessed: 'info',
  ambiguous: 'warn',
  ignored: 'idle',
}

interface ColumnTableProps {
  columns: ColumnView[]
  fields: string[]
  onChoose: (column: string, field: string) => void
}

export function ColumnTable({ columns, fields, onChoose }: ColumnTableProps) {
  const { t } = useTranslation()
  const choices = useMemo(() => {
    const ids = fields.includes('ignore') ? fields : [...fields, 'ignore']
    return ids.map((value) => ({ value, label: worded('contacts.field', value) }))
  }, [fields])
  return (
    <Table aria-label={t('imports.columns.table')} verticalSpacing={6} className={classes.columns ?? ''}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('imports.columns.column')}</Table.Th>
          <Table.Th>{t('imports.columns.samples')}</Table.Th>
          <Table.Th>{t('imports.columns.meaning')}</Table.Th>
          <Table.Th>{t('imports.columns.certainty')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {columns.map((column) => (
          <Line key={column.column} column={column} choices={choices} onChoose={onChoose} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface LineProps {
  column: ColumnView
  choices: { value: string; label: string }[]
  onChoose: ColumnTableProps['onChoose']
}

function Line({ column: { column, field, certainty, samples }, choices, onChoose }: LineProps) {
  const { t } = useTranslation()
  const shown = samples.filter((sample) => sample !== '')
  // An unclear column stands empty, so that choosing the guess itself is a choice too.
  const value = certainty === 'ambiguous' ? null : field || 'ignore'
  return (
    <Table.Tr>
      <Table.Th scope="row">{column}</Table.Th>
      <Table.Td className={classes.samples}>
        {shown.length === 0 ? <em>{t('imports.columns.noSamples')}</em> : shown.join(', ')}
      </Table.Td>
      <Table.Td>
        <Select
          size="xs"
          searchable
          aria-label={t('imports.columns.meaningOf', { column })}
          placeholder={t('imports.columns.choose')}
          data={choices}
          value={value}
          onChange={(next) => (next === null ? undefined : onChoose(column, next))}
        />
      </Table.Td>
      <Table.Td>
        <StateBadge tone={tones[certainty] ?? 'idle'}>{worded('imports.certainty', certainty)}</StateBadge>
      </Table.Td>
    </Table.Tr>
  )
}

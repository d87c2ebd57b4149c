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
  const choices = useMemo(
    () => (fields.includes('ignore') ? fields : [...fields, 'ignore']).map(choiceOf),
    [fields],
  )
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

interface Choice {
  value: string
  label: string
}

const choiceOf = (value: string): Choice => ({ value, label: worded('contacts.field', value) })

interface LineProps {
  column: ColumnView
  choices: Choice[]
  onChoose: ColumnTableProps['onChoose']
}

function Line({ column: { column, field, certainty, candidates, samples }, choices, onChoose }: LineProps) {
  const { t } = useTranslation()
  // What it may be stands first; everything else can be chosen all the same.
  const data =
    candidates.length === 0
      ? choices
      : [
          { group: t('imports.columns.likely'), items: candidates.map(choiceOf) },
          {
            group: t('imports.columns.others'),
            items: choices.filter(({ value }) => !candidates.includes(value)),
          },
        ]
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
          data={data}
          value={value}
          onChange={(next) => (next === null ? undefined : onChoose(column, next))}
        />
      </Table.Td>
      <Table.Td>
        <StateBadge tone={tones[certainty] ?? 'idle'}>{worded('imports.certainty', certainty)}</StateBadge>
        {candidates.length > 0 ? (
          <p className={classes.mayBe}>
            {t('imports.columns.mayBe', {
              fields: candidates
                .map((field) => worded('contacts.field', field))
                .join(t('imports.columns.or')),
            })}
          </p>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}

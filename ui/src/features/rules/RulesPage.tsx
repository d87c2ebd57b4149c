import { Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands, type RuleTable } from '@/host'
import { Answered, EmptyState, PageFrame } from '@/kit'
import { worded } from '@/strings/worded'
import { RulePanel } from './RulePanel'
import classes from './rules.module.css'

const tables = [
  'quiet_hours',
  'caps',
  'holidays',
  'expiry',
  'keywords',
  'registrations',
  'throughput',
  'warm_up',
  'shorteners',
  'words',
  'alarms',
  'gateway_errors',
] as const

/** Every rule that the checks and the sender hold to, with where it comes from and how sure that is. */
export function RulesPage() {
  const { t } = useTranslation()
  const [table, setTable] = useState('')
  const [place, setPlace] = useState('')
  const [word, setWord] = useState('')
  const [askedPlace] = useDebouncedValue(place.trim().toUpperCase(), 200)
  const [askedWord] = useDebouncedValue(word.trim(), 200)
  const found = useQuery({
    queryKey: ['rules', table, askedPlace, askedWord],
    queryFn: () => ask(commands.rulesFind(table, askedPlace, askedWord)),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <PageFrame title={t('rules.title')} lead={t('rules.lead')}>
      <search className={classes.search}>
        <Select
          label={t('rules.table')}
          data={[
            { value: '', label: t('rules.allTables') },
            ...tables.map((id) => ({ value: id, label: worded('rules.name', id) })),
          ]}
          allowDeselect={false}
          value={table}
          onChange={(value) => setTable(value ?? '')}
        />
        <TextInput
          label={t('rules.place')}
          placeholder={t('rules.placeExample')}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <TextInput
          label={t('rules.word')}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
      </search>
      <Answered query={found} lines={10}>
        {(all) => <Tables tables={all} whole={table !== ''} />}
      </Answered>
    </PageFrame>
  )
}

function Tables({ tables, whole }: { tables: RuleTable[]; whole: boolean }) {
  const { t } = useTranslation()
  const filled = tables.filter(({ rows }) => rows.length > 0)
  if (filled.length === 0)
    return <EmptyState kind="no-results" title={t('rules.none')} description={t('rules.noneWhy')} />
  return filled.map((table) => <RulePanel key={table.id} table={table} whole={whole} />)
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleRow, RuleTable } from '@/host'
import { Panel } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './rules.module.css'

/** So many rows stand there at once, so that twelve tables stay a page one can read. */
const FIRST = 12

/** One table: what its rows say, and where each comes from. */
export function RulePanel({ table, whole }: { table: RuleTable; whole: boolean }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const name = worded('rules.name', table.id)
  const rows = whole || all ? table.rows : table.rows.slice(0, FIRST)
  return (
    <Panel title={name}>
      <p className={classes.about}>
        {worded('rules.about', table.id)}{' '}
        {t('rules.edition', { version: table.version, count: table.rows.length })}
      </p>
      <table className={classes.table} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{t('rules.column.place')}</th>
            <th scope="col">{t('rules.column.what')}</th>
            <th scope="col">{t('rules.column.says')}</th>
            <th scope="col">{t('rules.column.source')}</th>
            <th scope="col">{t('rules.column.grade')}</th>
            <th scope="col">{t('rules.column.date')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.place} ${row.what} ${row.says} ${row.source}`} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length < table.rows.length ? (
        <Button size="xs" variant="default" mt={8} onClick={() => setAll(true)}>
          {t('rules.showAll', { count: table.rows.length })}
        </Button>
      ) : null}
    </Panel>
  )
}

function Row({ row }: { row: RuleRow }) {
  const { t } = useTranslation()
  return (
    <tr>
      <td>{row.place || t('rules.anywhere')}</td>
      <td>{row.what}</td>
      <td>
        {row.says}
        {row.notes ? <small>{row.notes}</small> : null}
      </td>
      <td>{row.source}</td>
      <td title={worded('rules.grade', row.grade)}>{row.grade}</td>
      <td>{row.as_of}</td>
    </tr>
  )
}

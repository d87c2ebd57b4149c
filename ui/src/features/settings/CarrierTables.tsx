import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CarrierRow, CarrierTables as Tables } from '@/host'
import { Answered } from '@/kit'
import { worded } from '@/strings/worded'
import { useCarrierTables } from './queries'
import classes from './settings.module.css'

const tablesOf = (kind: string): (keyof Tables)[] =>
  kind === 'ten_dlc' ? ['att_classes', 'tmobile_caps'] : kind === 'not_needed' ? [] : ['sender_rates']

/** The published figures a registration is held against, with where each is from. */
export function CarrierTables({ kind }: { kind: string }) {
  const { t } = useTranslation()
  const tables = tablesOf(kind)
  if (tables.length === 0) return null
  return <Unfolding title={t('settings.card.tables')} tables={tables} />
}

/** Asked for when it is unfolded. */
export function Unfolding({ title, tables }: { title: string; tables: (keyof Tables)[] }) {
  const [open, setOpen] = useState(false)
  const query = useCarrierTables(open)
  return (
    <details className={classes.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open ? (
        <Answered query={query} lines={3}>
          {(all) => tables.map((name) => <Table key={name} name={name} rows={all[name]} />)}
        </Answered>
      ) : null}
    </details>
  )
}

function Table({ name, rows }: { name: keyof Tables; rows: CarrierRow[] }) {
  const { t } = useTranslation()
  return (
    <table className={classes.carriers}>
      <caption>{t(`settings.card.table.${name}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('settings.card.column.row')}</th>
          <th scope="col">{t('settings.card.column.who')}</th>
          <th scope="col">{t('settings.card.column.allows')}</th>
          <th scope="col">{t('settings.card.column.source')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.row} ${row.who}`}>
            <th scope="row">{worded('settings.card.kinds', row.row)}</th>
            <td>{row.who}</td>
            <td>{row.allows}</td>
            <td>
              {row.source}, {row.grade}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

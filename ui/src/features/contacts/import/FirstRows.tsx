import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportLook } from '@/host'
import classes from './import.module.css'

/** The file as it was understood: header and first rows. */
export function FirstRows({ look: { columns, rows } }: { look: ImportLook }) {
  const { t } = useTranslation()
  const keyed = rows.map((cells, line) => ({ line, cells: cells.map((cell, at) => ({ at, cell })) }))
  return (
    <details className={classes.more}>
      <summary>{t('imports.columns.first')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keys */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('imports.columns.first')}>
        <Table aria-label={t('imports.columns.first')} fz="xs">
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ column }) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keyed.map(({ line, cells }) => (
              <Table.Tr key={line}>
                {cells.map(({ at, cell }) => (
                  <Table.Td key={at}>{cell}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </details>
  )
}

import type { ReactTable, RowData } from '@tanstack/react-table'
import { useTranslation } from 'react-i18next'
import type { features } from './columns'
import classes from './DataTable.module.css'

interface RowProps<Data extends RowData> {
  id: string
  table: ReactTable<typeof features, Data>
  /** The row's id in the table; nothing while its page is on the way. */
  row: string | undefined
  index: number
  top: number
  template: string
  active: boolean
  opens: boolean
  onPick: (index: number) => void
}

export function Row<Data extends RowData>(props: RowProps<Data>) {
  const { id, table, row, index, top, template, active, opens, onPick } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the grid, which holds the focus
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      data-active={active}
      data-opens={opens}
      className={classes.row}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: template }}
      onClick={() => onPick(index)}
    >
      {row === undefined ? <Waiting /> : <Cells table={table} row={row} />}
    </div>
  )
}

function Cells<Data extends RowData>({ table, row }: Pick<RowProps<Data>, 'table'> & { row: string }) {
  const cells = table.getRow(row).getAllCells()
  return cells.map((cell) => (
    <div key={cell.id} role="gridcell" tabIndex={-1} className={classes.cell}>
      <table.FlexRender cell={cell} />
    </div>
  ))
}

function Waiting() {
  const { t } = useTranslation()
  return (
    <div role="gridcell" tabIndex={-1} className={classes.cell} aria-label={t('kit.rowWaiting')}>
      <span className={classes.waiting} />
    </div>
  )
}

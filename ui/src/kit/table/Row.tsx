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
  amounts: string[]
  /** Whether it is chosen; nothing where rows cannot be. */
  chosen: boolean | undefined
  onChoose: (index: number) => void
  onPick: (index: number) => void
}

export function Row<Data extends RowData>(props: RowProps<Data>) {
  const { id, table, row, index, top, template, active, opens, amounts, chosen, onChoose, onPick } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the grid, which holds the focus
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-active={active}
      data-opens={opens}
      className={classes.row}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: template }}
      onClick={() => onPick(index)}
    >
      {chosen === undefined ? null : <Box chosen={chosen} onToggle={() => onChoose(index)} />}
      {row === undefined ? <Waiting /> : <Cells table={table} row={row} amounts={amounts} />}
    </div>
  )
}

/** Drawn for the eye and the pointer; the row itself says whether it is chosen, and Space chooses it. */
function Box({ chosen, onToggle }: { chosen: boolean; onToggle: () => void }) {
  const toggle = (event: React.MouseEvent) => {
    event.stopPropagation()
    onToggle()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the grid, which holds the focus
    <div role="gridcell" tabIndex={-1} className={classes.box} onClick={toggle}>
      <span className={classes.tick} data-chosen={chosen} aria-hidden="true" />
    </div>
  )
}

function Cells<Data extends RowData>({
  table,
  row,
  amounts,
}: Pick<RowProps<Data>, 'table' | 'amounts'> & { row: string }) {
  const cells = table.getRow(row).getAllCells()
  return cells.map((cell) => (
    <div
      key={cell.id}
      role="gridcell"
      tabIndex={-1}
      className={classes.cell}
      data-amount={amounts.includes(cell.column.id)}
    >
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

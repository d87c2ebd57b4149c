import { type RowData, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadingState } from '../LoadingState'
import { Problem } from '../Problem'
import { type Column, features } from './columns'
import classes from './DataTable.module.css'
import { type Choosing, Heads, type Sorting } from './Heads'
import { moved } from './moved'
import { Row } from './Row'
import { type PageSource, usePages } from './usePages'

const ROW_PX = 34
/** The width of the box by which a row is chosen. */
const BOX = '42px'

export interface DataTableProps<Data extends RowData> extends Omit<PageSource<Data>, 'pageSize'> {
  label: string
  columns: Column<Data>[]
  rowId: (row: Data) => string
  /** Enter or a click on a row. */
  onOpen?: (row: Data) => void
  /** Shown in place of the table when there are no rows. */
  empty: ReactNode
  sorting?: Sorting
  /** Ids of columns that hold amounts: set to the right, so that their digits stand under each other. */
  amounts?: string[]
  /** Lets rows be chosen: by their box, or the active one by Space. */
  choosing?: Choosing
  /** Stands above the rows; is told how many there are in all. */
  above?: (total: number) => ReactNode
  pageSize?: number
}

interface Range {
  first: number
  last: number
}

// Keeping the old object where nothing moved spares a render on every scrolled pixel.
const sameOr = (was: Range, now: Range) => (was.first === now.first && was.last === now.last ? was : now)

/** A list of any length: only the rows in view exist, and they are asked for page by page. */
export function DataTable<Data extends RowData>(props: DataTableProps<Data>) {
  const {
    label,
    columns,
    rowId,
    onOpen,
    empty,
    sorting,
    choosing,
    above,
    amounts = [],
    pageSize = 100,
  } = props
  const { t } = useTranslation()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const [range, setRange] = useState({ first: 0, last: 0 })
  const pages = usePages(
    { queryKey: props.queryKey, fetchPage: props.fetchPage, pageSize },
    range.first,
    range.last,
  )
  const total = pages.total ?? 0
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    onChange: ({ range: seen }) => {
      if (seen) setRange((was) => sameOr(was, { first: seen.startIndex, last: seen.endIndex }))
    },
  })
  const shown = virtual.getVirtualItems().map((item) => ({ item, row: pages.rowAt(item.index) }))
  const data = shown.flatMap(({ row }) => (row === undefined ? [] : [row]))
  const table = useTable({ features, columns, data, getRowId: rowId })
  const widths = columns.map((column) => `minmax(${column.minSize ?? 72}px, ${column.size ?? 150}fr)`)
  const template = (choosing ? [BOX, ...widths] : widths).join(' ')

  if (pages.total === undefined) {
    return pages.error ? <Problem thrown={pages.error} onRetry={pages.retry} /> : <LoadingState lines={8} />
  }
  if (total === 0) return empty

  const at = Math.min(active, total - 1)
  const open = (index: number) => {
    const row = pages.rowAt(index)
    if (row !== undefined) onOpen?.(row)
  }
  const choose = (index: number, only = false) => {
    const row = pages.rowAt(index)
    if (row === undefined || !choosing) return
    setActive(index)
    if (!only || !choosing.chosen(rowId(row))) choosing.onToggle(rowId(row))
  }
  const pick = (index: number) => {
    setActive(index)
    open(index)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) return open(at)
    if (event.key === ' ' && choosing && event.target === event.currentTarget) {
      event.preventDefault()
      return choose(at)
    }
    const next = moved(event.key, at, total, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1)
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setActive(next)
    virtual.scrollToIndex(next)
    if (event.shiftKey && event.key.startsWith('Arrow')) choose(next, true)
  }

  return (
    <div className={classes.frame}>
      {pages.error ? <Problem thrown={pages.error} onRetry={pages.retry} /> : null}
      {above?.(total)}
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + (choosing ? 1 : 0)}
        aria-multiselectable={choosing ? true : undefined}
        aria-activedescendant={`${id}-${at}`}
        tabIndex={0}
        className={classes.scroller}
        onKeyDown={onKeyDown}
      >
        <Heads
          table={table}
          template={template}
          sorting={sorting}
          choosing={choosing}
          amounts={amounts}
          total={total}
        />
        <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ item, row }) => (
            <Row
              key={item.key}
              id={`${id}-${item.index}`}
              table={table}
              amounts={amounts}
              row={row === undefined ? undefined : rowId(row)}
              index={item.index}
              top={item.start}
              template={template}
              active={item.index === at}
              opens={onOpen !== undefined}
              chosen={choosing && row !== undefined ? choosing.chosen(rowId(row)) : undefined}
              onChoose={choose}
              onPick={pick}
            />
          ))}
        </div>
      </div>
      <p className={classes.count} role="status">
        {t('kit.rows', { count: total })}
      </p>
    </div>
  )
}

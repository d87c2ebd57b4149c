import type { ReactTable, RowData } from '@tanstack/react-table'
import { useEffect, useRef } from 'react'
import type { features } from './columns'
import classes from './DataTable.module.css'

export interface Sorting {
  /** Column ids that can order the list. */
  by: string[]
  at: { id: string; descending: boolean } | undefined
  onSort: (id: string, descending: boolean) => void
  /** Column ids of which the largest comes first. */
  largestFirst?: string[]
}

/** Which rows are chosen, by their ids. */
export interface Choosing {
  /** What the box over all rows does, in words. */
  label: string
  /** How many are chosen of all there are. */
  count: number
  chosen: (id: string) => boolean
  onToggle: (id: string) => void
  /** All that there are, or none. */
  onAll: (all: boolean) => void
}

interface HeadsProps<Row extends RowData> {
  table: ReactTable<typeof features, Row>
  template: string
  sorting: Sorting | undefined
  choosing: Choosing | undefined
  amounts: string[]
  total: number
}

/** The heading row; a sortable heading is a button, and says its order. */
export function Heads<Row extends RowData>({
  table,
  template,
  sorting,
  choosing,
  amounts,
  total,
}: HeadsProps<Row>) {
  const headers = table.getHeaderGroups().flatMap((group) => group.headers)
  return (
    <div role="rowgroup" className={classes.heads}>
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={1}
        className={classes.head}
        style={{ gridTemplateColumns: template }}
      >
        {choosing ? <All choosing={choosing} total={total} /> : null}
        {headers.map((header) => (
          <div
            key={header.id}
            role="columnheader"
            tabIndex={-1}
            aria-sort={order(sorting, header.column.id)}
            className={classes.cell}
            data-amount={amounts.includes(header.column.id)}
          >
            {sorting?.by.includes(header.column.id) ? (
              <button
                type="button"
                className={classes.sort}
                onClick={() => sorting.onSort(header.column.id, turned(sorting, header.column.id))}
              >
                <table.FlexRender header={header} />
                <span aria-hidden="true">{mark(sorting, header.column.id)}</span>
              </button>
            ) : (
              <table.FlexRender header={header} />
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

function order(sorting: Sorting | undefined, id: string): 'ascending' | 'descending' | 'none' | undefined {
  if (!sorting?.by.includes(id)) return undefined
  if (sorting.at?.id !== id) return 'none'
  return sorting.at.descending ? 'descending' : 'ascending'
}

function All({ choosing: { label, count, onAll }, total }: { choosing: Choosing; total: number }) {
  const box = useRef<HTMLInputElement>(null)
  const some = count > 0 && count < total
  useEffect(() => {
    if (box.current) box.current.indeterminate = some
  }, [some])
  return (
    <div role="columnheader" tabIndex={-1} className={classes.box}>
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={count > 0 && count === total}
        onChange={(event) => onAll(event.currentTarget.checked)}
      />
    </div>
  )
}

function turned(sorting: Sorting, id: string): boolean {
  const first = sorting.largestFirst?.includes(id) ?? false
  return sorting.at?.id === id ? !sorting.at.descending : first
}

function mark(sorting: Sorting, id: string): string {
  if (sorting.at?.id !== id) return ''
  return sorting.at.descending ? '▾' : '▴'
}

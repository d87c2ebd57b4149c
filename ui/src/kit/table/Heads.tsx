import type { ReactTable, RowData } from '@tanstack/react-table'
import type { features } from './columns'
import classes from './DataTable.module.css'

export interface Sorting {
  /** Column ids that can order the list. */
  by: string[]
  at: { id: string; descending: boolean } | undefined
  onSort: (id: string, descending: boolean) => void
}

interface HeadsProps<Row extends RowData> {
  table: ReactTable<typeof features, Row>
  template: string
  sorting: Sorting | undefined
}

/** The heading row; a sortable heading is a button, and says its order. */
export function Heads<Row extends RowData>({ table, template, sorting }: HeadsProps<Row>) {
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
        {headers.map((header) => (
          <div
            key={header.id}
            role="columnheader"
            tabIndex={-1}
            aria-sort={order(sorting, header.column.id)}
            className={classes.cell}
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

const turned = (sorting: Sorting, id: string) => sorting.at?.id === id && !sorting.at.descending

function mark(sorting: Sorting, id: string): string {
  if (sorting.at?.id !== id) return ''
  return sorting.at.descending ? '▾' : '▴'
}

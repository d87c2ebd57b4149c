import {
  type ColumnDef,
  columnSizingFeature,
  createColumnHelper,
  type RowData,
  tableFeatures,
} from '@tanstack/react-table'

export const features = tableFeatures({ columnSizingFeature })

// biome-ignore lint/suspicious/noExplicitAny: each column carries its own value type
export type Column<Row extends RowData> = ColumnDef<typeof features, Row, any>

/**
 * Columns of a `DataTable`. `size` is the column's share of the width, `minSize` its least width in px.
 * Build once at module scope: `const col = columnsFor<Row>()`, then `col.columns([col.accessor('name', { header })])`.
 */
export const columnsFor = <Row extends RowData>() => createColumnHelper<typeof features, Row>()

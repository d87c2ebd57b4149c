import { Button, Table, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ask,
  type CellEdit,
  commands,
  type ImportRequest,
  type ProblemPage,
  type ProblemRowView,
} from '@/host'
import { Answered, StateBadge } from '@/kit'
import classes from './import.module.css'

const PAGE = 20

type OnEdit = (cell: Pick<CellEdit, 'row' | 'column'>, text: string) => void

interface ProblemRowsProps {
  kind: string
  label: string
  request: ImportRequest
  onEdit: OnEdit
}

/** The rows with one problem, a page at a time; every cell can be corrected. */
export function ProblemRows({ kind, label, request, onEdit }: ProblemRowsProps) {
  const { t } = useTranslation()
  const [offset, setOffset] = useState(0)
  const named = t('imports.problems.rowsOf', { title: label })
  const query = useQuery({
    queryKey: ['imports', 'rows', request, kind, offset],
    queryFn: () => ask(commands.importProblemRows(request, { kind, offset, limit: PAGE })),
    placeholderData: keepPreviousData,
  })
  return (
    <Answered query={query} lines={3}>
      {(page) => (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keys */}
          <section className={classes.rows} tabIndex={0} aria-label={named}>
            <Rows page={page} label={label} onEdit={onEdit} />
          </section>
          {offset > 0 || page.more ? (
            <div className={classes.deeds}>
              <Button
                size="compact-xs"
                variant="default"
                disabled={offset === 0}
                onClick={() => setOffset(Math.max(0, offset - PAGE))}
              >
                {t('imports.problems.before')}
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                disabled={!page.more}
                onClick={() => setOffset(offset + PAGE)}
              >
                {t('imports.problems.after')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Answered>
  )
}

function Rows({
  page: { columns, rows },
  label,
  onEdit,
}: {
  page: ProblemPage
  label: string
  onEdit: OnEdit
}) {
  const { t } = useTranslation()
  if (rows.length === 0) return <p className={classes.plain}>{t('imports.problems.noRows')}</p>
  return (
    <Table aria-label={label} fz="xs" verticalSpacing={2}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('imports.problems.row')}</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
          <Table.Th>{t('imports.problems.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Line key={row.row} row={row} columns={columns} onEdit={onEdit} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Line({ row, columns, onEdit }: { row: ProblemRowView; columns: string[]; onEdit: OnEdit }) {
  const { t } = useTranslation()
  const state = row.mended ? 'mended' : row.edited ? 'edited' : 'open'
  return (
    <Table.Tr>
      <Table.Th scope="row">{row.row}</Table.Th>
      {columns.map((column, at) => (
        <Table.Td key={column}>
          <Cell
            name={t('imports.problems.cell', { column, row: row.row })}
            text={row.cells[at] ?? ''}
            onText={(text) => onEdit({ row: row.row, column }, text)}
          />
        </Table.Td>
      ))}
      <Table.Td>
        <StateBadge tone={state === 'mended' ? 'good' : state === 'edited' ? 'info' : 'warn'}>
          {t(`imports.problems.states.${state}`)}
        </StateBadge>
      </Table.Td>
    </Table.Tr>
  )
}

/** A cell as it stands; what is typed counts on Enter or on leaving it, Escape puts it back. */
function Cell({ name, text, onText }: { name: string; text: string; onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  const give = () => (typed === text ? undefined : onText(typed))
  return (
    <TextInput
      size="xs"
      aria-label={name}
      className={classes.cell ?? ''}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={give}
      onKeyDown={(event) => {
        if (event.key === 'Enter') give()
        if (event.key === 'Escape') setTyped(text)
      }}
    />
  )
}

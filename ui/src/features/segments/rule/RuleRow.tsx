import { ActionIcon, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Sign } from '@/kit'
import spoken from '@/kit/spoken.module.css'
import { worded } from '@/strings/worded'
import classes from './Rule.module.css'
import { type FieldKind, isFinished, type Row, shapeOf } from './tree'
import { ValueEditor } from './ValueEditor'

interface RuleRowProps {
  row: Row
  /** Its number as read: "2", or "2.1" in a group. */
  at: string
  fields: FieldKind[]
  onChange: (row: Row) => void
  onRemove: () => void
}

/** One rule, read from left to right as a sentence. */
export function RuleRow({ row, at, fields, onChange, onRemove }: RuleRowProps) {
  const { t } = useTranslation()
  const field = fields.find((one) => one.id === row.field)
  const open = !isFinished(row, fields)
  return (
    <fieldset className={classes.row} data-open={open}>
      <legend className={spoken.only}>{t('segments.builder.row', { at })}</legend>
      <Select
        size="xs"
        className={classes.field ?? ''}
        aria-label={t('segments.builder.field', { at })}
        placeholder={t('segments.builder.chooseField')}
        searchable
        nothingFoundMessage="–"
        data={fields.map(({ id }) => ({ value: id, label: worded('segments.field', id) }))}
        value={row.field || null}
        onChange={(id) => onChange(withField(row, fields, id))}
      />
      {field ? (
        <Select
          size="xs"
          className={classes.op ?? ''}
          aria-label={t('segments.builder.op', { at })}
          data={field.ops.map((id) => ({ value: id, label: worded('segments.op', id) }))}
          value={row.op}
          onChange={(op) => onChange(withOp(row, field.kind, op ?? row.op))}
        />
      ) : null}
      {field ? (
        <ValueEditor
          at={at}
          kind={field.kind}
          op={row.op}
          value={row.value}
          onChange={(value) => onChange({ ...row, value })}
        />
      ) : null}
      <ActionIcon
        className={classes.remove ?? ''}
        aria-label={t('segments.builder.remove', { at })}
        onClick={onRemove}
      >
        <Sign name="cross" size={15} />
      </ActionIcon>
      {open ? <p className={classes.unfinished}>{t('segments.builder.unfinished')}</p> : null}
    </fieldset>
  )
}

function withField(row: Row, fields: FieldKind[], id: string | null): Row {
  const field = fields.find((one) => one.id === id)
  return field ? { ...row, field: field.id, op: field.ops[0] ?? '', value: undefined } : row
}

/** A value of the same shape survives a change of op. */
function withOp(row: Row, kind: string, op: string): Row {
  const keeps = shapeOf(kind, op) === shapeOf(kind, row.op)
  return { ...row, op, value: keeps ? row.value : undefined }
}

import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import { worded } from '@/strings/worded'
import '@mantine/dates/styles.css'
import classes from './Rule.module.css'
import { shapeOf } from './tree'

interface EditorProps {
  value: unknown
  onChange: (value: unknown) => void
  /** Number of the row, for its names. */
  at: string
  kind: string
}

/** The control for one value, by what the field and the op take. */
export function ValueEditor(props: EditorProps & { op: string }) {
  const { t } = useTranslation()
  const label = t('segments.builder.value', { at: props.at })
  switch (shapeOf(props.kind, props.op)) {
    case 'none':
      return null
    case 'amounts':
      return <Amounts {...props} />
    case 'amount':
      return <Amount {...props} label={label} />
    case 'days':
      return <Amount {...props} label={label} least={1} suffix={` ${t('segments.builder.days')}`} />
    case 'date':
      return <Day {...props} label={label} />
    case 'consent':
      return <Consent {...props} label={label} />
    case 'flag':
      return <Flag {...props} label={label} />
    case 'texts':
      return <Texts {...props} label={label} />
    default:
      return <Words {...props} label={label} />
  }
}

type Named = EditorProps & { label: string }

function Words({ value, onChange, label, kind }: Named) {
  return (
    <TextInput
      size="xs"
      className={classes.value ?? ''}
      aria-label={label}
      maxLength={kind === 'country' ? 2 : 200}
      placeholder={kind === 'country' ? 'US' : kind === 'number' ? '+1510' : ''}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function Texts({ value, onChange, label }: Named) {
  const { t } = useTranslation()
  const texts = Array.isArray(value) ? value.map(String) : []
  return (
    <TagsInput
      size="xs"
      className={classes.wide ?? ''}
      aria-label={label}
      placeholder={texts.length === 0 ? t('segments.builder.listHint') : ''}
      acceptValueOnBlur
      value={texts}
      onChange={onChange}
    />
  )
}

function Amount({
  value,
  onChange,
  label,
  kind,
  least = 0,
  suffix,
}: Named & { least?: number; suffix?: string }) {
  return (
    <NumberInput
      size="xs"
      className={classes.number ?? ''}
      aria-label={label}
      min={least}
      max={1_000_000_000}
      allowDecimal={kind === 'money'}
      decimalScale={2}
      hideControls
      {...(suffix ? { suffix } : {})}
      {...(kind === 'id' ? {} : { thousandSeparator: true })}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  )
}

function Amounts(props: EditorProps) {
  const { t } = useTranslation()
  const [from, to] = Array.isArray(props.value) ? props.value : []
  return (
    <>
      <Amount
        {...props}
        label={t('segments.builder.valueFrom', { at: props.at })}
        value={from}
        onChange={(next) => props.onChange([next, to])}
      />
      <span className={classes.word}>{t('segments.builder.and')}</span>
      <Amount
        {...props}
        label={t('segments.builder.valueTo', { at: props.at })}
        value={to}
        onChange={(next) => props.onChange([from, next])}
      />
    </>
  )
}

function Day({ value, onChange, label }: Named) {
  return (
    <DateInput
      size="xs"
      className={classes.number ?? ''}
      aria-label={label}
      valueFormat="YYYY-MM-DD"
      placeholder="2026-03-01"
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
      popoverProps={{ transitionProps: { duration: 0 } }}
    />
  )
}

function Consent({ value, onChange, label }: Named) {
  const choices = ['promotional', 'transactional', 'conversational', 'none']
  return (
    <Select
      size="xs"
      className={classes.value ?? ''}
      aria-label={label}
      data={choices.map((one) => ({ value: one, label: worded('segments.consent', one) }))}
      value={typeof value === 'string' ? value : null}
      onChange={onChange}
    />
  )
}

function Flag({ value, onChange, label }: Named) {
  const { t } = useTranslation()
  return (
    <Select
      size="xs"
      className={classes.number ?? ''}
      aria-label={label}
      data={[
        { value: 'true', label: t('segments.builder.yes') },
        { value: 'false', label: t('segments.builder.no') },
      ]}
      value={typeof value === 'boolean' ? String(value) : null}
      onChange={(next) => onChange(next === 'true')}
    />
  )
}

import { Button, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { formatDay } from '@/kit'
import { worded } from '@/strings/worded'
import { everyone, type Filter, filtered } from './asked'
import classes from './contacts.module.css'

interface FiltersProps {
  filter: Filter
  onChange: (filter: Filter) => void
}

/** Who of those found: consent, tag, country, import, line, last text, held or suppressed. */
export function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation()
  const [shown, { toggle }] = useDisclosure(false)
  const id = useId()
  const count = filtered(filter)
  return (
    <>
      <Button variant="default" aria-expanded={shown} aria-controls={shown ? id : undefined} onClick={toggle}>
        {count === 0 ? t('contacts.filter.open') : t('contacts.filter.some', { count })}
      </Button>
      {count === 0 ? null : (
        <Button variant="subtle" onClick={() => onChange(everyone)}>
          {t('contacts.filter.clear')}
        </Button>
      )}
      {shown ? (
        <section id={id} aria-label={t('contacts.filter.label')} className={classes.filters}>
          <Fields filter={filter} onChange={onChange} />
        </section>
      ) : null}
    </>
  )
}

const consents = ['promotional', 'transactional', 'conversational', 'none']
const lines = [
  'mobile',
  'fixed_or_mobile',
  'landline',
  'voip',
  'toll_free',
  'premium',
  'pager',
  'invalid',
  'other',
  'unknown',
]
const texts = ['never', 'in_7', 'in_30', 'not_in_30', 'not_in_90']

function Fields({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation()
  const {
    tags = [],
    countries = [],
    imports = [],
  } = useQuery({ queryKey: ['contacts', 'choices'], queryFn: () => ask(commands.contactsChoices()) }).data ??
  {}
  const change = (part: Partial<Filter>) => onChange({ ...filter, ...part })
  const field = (label: string, value: string | null, data: { value: string; label: string }[]) => ({
    label,
    value: value === '' ? null : value,
    data,
    size: 'xs' as const,
    placeholder: t('contacts.filter.any'),
    clearable: true,
    searchable: data.length > 12,
  })
  const plain = (all: string[]) => all.map((value) => ({ value, label: value }))
  const flag = (value: boolean | null) => (value === null ? null : String(value))
  const read = (value: string | null) => (value === null ? null : value === 'true')
  const yesNo = (yes: string, no: string) => [
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ]
  return (
    <>
      <Select
        {...field(
          t('contacts.column.consent'),
          filter.consent,
          consents.map((value) => ({ value, label: worded('contacts.consent', value) })),
        )}
        onChange={(consent) => change({ consent })}
      />
      <Select
        {...field(
          t('contacts.filter.suppressed'),
          flag(filter.suppressed),
          yesNo(t('contacts.consent.suppressed'), t('contacts.filter.free')),
        )}
        onChange={(value) => change({ suppressed: read(value) })}
      />
      <Select
        {...field(
          t('contacts.filter.held'),
          flag(filter.quarantined),
          yesNo(t('contacts.consent.held'), t('contacts.filter.notHeld')),
        )}
        onChange={(value) => change({ quarantined: read(value) })}
      />
      <Select
        {...field(t('contacts.filter.tag'), filter.tag, plain(tags))}
        onChange={(tag) => change({ tag: tag ?? '' })}
      />
      <Select
        {...field(t('contacts.field.country'), filter.country, plain(countries))}
        onChange={(country) => change({ country: country ?? '' })}
      />
      <Select
        {...field(
          t('contacts.filter.lastText'),
          filter.last_text,
          texts.map((value) => ({ value, label: worded('contacts.lastText', value) })),
        )}
        onChange={(last_text) => change({ last_text })}
      />
      <Select
        {...field(
          t('contacts.filter.line'),
          filter.line,
          lines.map((value) => ({ value, label: worded('contacts.line', value) })),
        )}
        onChange={(line) => change({ line })}
      />
      <Select
        {...field(
          t('contacts.filter.import'),
          filter.import === null ? null : String(filter.import),
          imports.map(({ id, file_name, at }) => ({
            value: String(id),
            label: `${file_name}, ${formatDay(at)}`,
          })),
        )}
        onChange={(id) => change({ import: id === null ? null : Number(id) })}
      />
    </>
  )
}

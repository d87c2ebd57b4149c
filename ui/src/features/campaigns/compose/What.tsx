import { Radio, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { purposes } from '@/features/segments/reach/PurposeSwitch'
import type { Scope, TextKind } from '@/host'
import classes from './Composer.module.css'
import { kindsOf } from './draft'
import { type PartProps, partOf } from './parts'

/** Name, purpose, and the question that every campaign has to answer. */
export const What = partOf(['name', 'purpose', 'kind', 'why_now'], function What(props: PartProps) {
  const { draft, onChange } = props
  const { t } = useTranslation()
  return (
    <div className={classes.fields}>
      <TextInput
        label={t('compose.name')}
        description={t('compose.nameHint')}
        placeholder={t('compose.nameExample')}
        maxLength={120}
        value={draft.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('compose.purpose.label')}
        value={draft.purpose}
        onChange={(purpose) => onChange({ purpose: purpose as Scope, kind: null })}
      >
        <Stack gap={8} mt={6}>
          {purposes.map((purpose) => (
            <Radio
              key={purpose}
              value={purpose}
              label={t(`compose.purpose.${purpose}`)}
              description={t(`compose.purpose.${purpose}Hint`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Kind {...props} />
      <Textarea
        label={t('compose.why.label')}
        description={t('compose.why.hint')}
        required
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        value={draft.why_now}
        onChange={(event) => onChange({ why_now: event.currentTarget.value })}
      />
      {draft.why_now.trim() === '' ? <p className={classes.note}>{t('compose.why.missing')}</p> : null}
    </div>
  )
})

/** What kind of text it is. Asked only where a purpose knows more than one. */
function Kind({ draft, onChange }: PartProps) {
  const { t } = useTranslation()
  const kinds = kindsOf[draft.purpose]
  if (kinds.length < 2) return null
  const [usual] = kinds
  return (
    <Select
      label={t('compose.kind.label')}
      description={t('compose.kind.hint')}
      data={kinds.map((kind) => ({ value: kind, label: t(`compose.kind.${kind}`) }))}
      allowDeselect={false}
      value={draft.kind ?? usual ?? null}
      onChange={(kind) => onChange({ kind: kind as TextKind })}
    />
  )
}

import { Radio, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Scope } from '@/host'
import type { ConsentAnswer, missing } from './consent'
import classes from './import.module.css'

interface ProofFieldsProps {
  answer: ConsentAnswer
  blanks: ReturnType<typeof missing>
  onChange: (answer: ConsentAnswer) => void
}

const scopes = ['promotional', 'transactional', 'conversational'] as const

export function ProofFields({ answer, blanks, onChange }: ProofFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.proof}>
      <TextInput
        label={t('imports.consent.date')}
        description={t('imports.consent.dateHint')}
        error={blanks.includes('date') ? t('imports.consent.dateMissing') : undefined}
        placeholder="2026-05-31"
        value={answer.date}
        onChange={(event) => onChange({ ...answer, date: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('imports.consent.scope')}
        value={answer.scope}
        onChange={(scope) => onChange({ ...answer, scope: scope as Scope })}
      >
        <div className={classes.choices}>
          {scopes.map((scope) => (
            <Radio key={scope} value={scope} size="sm" label={t(`imports.consent.scopeWords.${scope}`)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('imports.consent.wording')}
        description={t('imports.consent.wordingHint')}
        error={blanks.includes('wording') ? t('imports.consent.wordingMissing') : undefined}
        rows={3}
        value={answer.wording}
        onChange={(event) => onChange({ ...answer, wording: event.currentTarget.value })}
      />
    </div>
  )
}

/** Before which day nobody of the file bought; rows with an order date of their own keep it. */
export function PurchaseField({ answer, blanks, onChange }: ProofFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.proof}>
      <TextInput
        label={t('imports.consent.since')}
        description={t('imports.consent.sinceHint')}
        error={blanks.includes('date') ? t('imports.consent.dateMissing') : undefined}
        placeholder="2026-05-31"
        value={answer.date}
        onChange={(event) => onChange({ ...answer, date: event.currentTarget.value })}
      />
    </div>
  )
}

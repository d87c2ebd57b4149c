import { PasswordInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/kit'
import classes from './doors.module.css'
import type { SetupValues } from './setup'
import { useWorded } from './useWorded'

interface PassphraseProps {
  keychain: boolean
  form: UseFormReturnType<SetupValues>
}

/** Asked outright where there is no keychain; folded away where there is one. */
export function PassphraseFields({ keychain, form }: PassphraseProps) {
  const { t } = useTranslation()
  if (!keychain) {
    return (
      <>
        <Notice tone="warn" title={t('doors.setup.noKeychain')}>
          {t('doors.setup.noKeychainWhy')}
        </Notice>
        <Twice form={form} required />
      </>
    )
  }
  return (
    <details className={classes.more}>
      <summary>{t('doors.setup.more')}</summary>
      <div>
        <p className={classes.hint}>{t('doors.setup.byChoiceHint')}</p>
        <Twice form={form} required={false} />
      </div>
    </details>
  )
}

function Twice({ form, required }: { form: PassphraseProps['form']; required: boolean }) {
  const { t } = useTranslation()
  const worded = useWorded()
  return (
    <>
      <PasswordInput
        label={t('doors.setup.passphrase')}
        description={t('doors.setup.passphraseHint')}
        required={required}
        autoComplete="new-password"
        {...form.getInputProps('passphrase')}
        error={worded(form.errors.passphrase)}
      />
      <PasswordInput
        label={t('doors.setup.again')}
        required={required}
        autoComplete="new-password"
        {...form.getInputProps('again')}
        error={worded(form.errors.again)}
      />
    </>
  )
}

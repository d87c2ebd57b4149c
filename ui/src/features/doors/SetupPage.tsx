import { Button, TextInput } from '@mantine/core'
import { schemaResolver, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { commands } from '@/host'
import { CountrySelect, CurrencySelect, currencyOf, homeCountry, Problem } from '@/kit'
import { DoorFrame } from './DoorFrame'
import classes from './doors.module.css'
import { PassphraseFields } from './PassphraseFields'
import { type SetupValues, setupOf, setupShape } from './setup'
import { useMove } from './useMove'
import { useWorded } from './useWorded'

interface SetupProps {
  keychain: boolean
  onMade: () => void
  onBack: () => void
}

const fresh = (): SetupValues => {
  const country = homeCountry()
  const currency = currencyOf(country) ?? 'USD'
  return { brand: '', country, currency, test_number: '', passphrase: '', again: '' }
}

export function SetupPage({ keychain, onMade, onBack }: SetupProps) {
  const { t } = useTranslation()
  const worded = useWorded()
  const form = useForm<SetupValues>({
    initialValues: fresh(),
    validate: schemaResolver(setupShape(keychain), { sync: true }),
  })
  const made = useMove((values: SetupValues) => commands.shopSetup(setupOf(values)), onMade)
  const toCountry = (country: string) => {
    form.setFieldValue('country', country)
    form.setFieldValue('currency', currencyOf(country) ?? form.values.currency)
  }
  return (
    <DoorFrame title={t('doors.setup.title')}>
      <form className={classes.sheet} noValidate onSubmit={form.onSubmit((values) => made.mutate(values))}>
        <TextInput
          label={t('doors.setup.brand')}
          description={t('doors.setup.brandHint')}
          required
          {...form.getInputProps('brand')}
          error={worded(form.errors.brand)}
        />
        <div className={classes.pair}>
          <CountrySelect label={t('doors.setup.country')} value={form.values.country} onChange={toCountry} />
          <CurrencySelect
            label={t('doors.setup.currency')}
            value={form.values.currency}
            onChange={(currency) => form.setFieldValue('currency', currency)}
          />
        </div>
        <p className={classes.hint}>{t('doors.setup.countryHint')}</p>
        <TextInput
          label={t('doors.setup.test')}
          description={t('doors.setup.testHint')}
          type="tel"
          {...form.getInputProps('test_number')}
        />
        <PassphraseFields keychain={keychain} form={form} />
        {made.isError ? <Problem thrown={made.error} /> : null}
        <div className={classes.actions}>
          <Button variant="default" onClick={onBack} disabled={made.isPending}>
            {t('kit.back')}
          </Button>
          <Button type="submit" loading={made.isPending}>
            {t('doors.setup.deed')}
          </Button>
        </div>
      </form>
    </DoorFrame>
  )
}

import { Button, NumberInput, PasswordInput, TextInput } from '@mantine/core'
import { schemaResolver, type UseFormReturnType, useForm } from '@mantine/form'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { commands } from '@/host'
import { FieldStack, FormActions, PageFrame, Problem, toastDone } from '@/kit'
import { useSenderDeed, useShop } from './queries'
import { RegistrationSelect } from './RegistrationSelect'
import classes from './settings.module.css'
import { emptyTwilio, type TwilioValues, twilioOf, twilioShape } from './twilio'

type Form = UseFormReturnType<TwilioValues>

export function TwilioPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useForm<TwilioValues>({
    initialValues: emptyTwilio,
    validate: schemaResolver(twilioShape, { sync: true }),
  })
  const added = useSenderDeed(
    (values: TwilioValues) => commands.gatewayAddTwilio(twilioOf(values)),
    () => {
      toastDone(t('settings.twilio.added'))
      void navigate({ to: '/settings' })
    },
  )
  return (
    <PageFrame title={t('settings.twilio.title')} lead={t('settings.twilio.lead')} layout="narrow">
      <form noValidate onSubmit={form.onSubmit((values) => added.mutate(values))}>
        <FieldStack>
          <Account form={form} />
          <Sending form={form} />
          <Advanced form={form} />
          {added.isError ? <Problem thrown={added.error} /> : null}
        </FieldStack>
        <FormActions>
          <Button component={Link} to="/settings" variant="default">
            {t('kit.cancel')}
          </Button>
          <Button type="submit" loading={added.isPending}>
            {t('settings.twilio.save')}
          </Button>
        </FormActions>
      </form>
    </PageFrame>
  )
}

function useSaid() {
  const { t } = useTranslation()
  return (key: ReactNode) => (typeof key === 'string' ? t(key as 'settings.twilio.sidWrong') : undefined)
}

function Account({ form }: { form: Form }) {
  const { t } = useTranslation()
  const said = useSaid()
  return (
    <>
      <TextInput
        label={t('settings.twilio.sid')}
        description={t('settings.twilio.sidHint')}
        spellCheck={false}
        {...form.getInputProps('account_sid')}
        error={said(form.errors.account_sid)}
      />
      <PasswordInput
        label={t('settings.twilio.token')}
        description={t('settings.twilio.tokenHint')}
        autoComplete="off"
        {...form.getInputProps('auth_token')}
        error={said(form.errors.auth_token)}
      />
      <TextInput
        label={t('settings.twilio.from')}
        description={t('settings.twilio.fromHint')}
        type="tel"
        {...form.getInputProps('from')}
        error={said(form.errors.from)}
      />
    </>
  )
}

function Sending({ form }: { form: Form }) {
  const { t } = useTranslation()
  const currency = useShop()?.shop.currency ?? ''
  return (
    <>
      <RegistrationSelect
        label={t('settings.twilio.registration')}
        value={form.values.registration}
        onChange={(state) => form.setFieldValue('registration', state)}
      />
      <FieldStack columns={2}>
        <NumberInput
          label={t('settings.twilio.price', { currency })}
          description={t('settings.twilio.priceHint')}
          min={0}
          max={10}
          step={0.001}
          decimalScale={6}
          value={form.values.price}
          onChange={(price) => form.setFieldValue('price', Number(price) || 0)}
        />
        <NumberInput
          label={t('settings.twilio.pace')}
          description={t('settings.twilio.paceHint')}
          min={0.1}
          max={500}
          value={form.values.per_second}
          onChange={(pace) => form.setFieldValue('per_second', Number(pace) || 1)}
        />
      </FieldStack>
    </>
  )
}

function Advanced({ form }: { form: Form }) {
  const { t } = useTranslation()
  return (
    <details className={classes.more}>
      <summary>{t('settings.twilio.advanced')}</summary>
      <TextInput
        label={t('settings.twilio.base')}
        description={t('settings.twilio.baseHint')}
        spellCheck={false}
        {...form.getInputProps('base_url')}
      />
    </details>
  )
}

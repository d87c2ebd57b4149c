import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands, type ShopChange, type ShopView, stageQuery } from '@/host'
import { FieldStack, FormActions, FormSection, Problem, toastDone } from '@/kit'
import { halfHours } from './hours'
import classes from './settings.module.css'

function useSave() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: ShopChange) => ask(commands.shopChange(change)),
    onSuccess: (shop) => {
      queries.setQueryData(stageQuery.queryKey, (was) => (was?.stage === 'open' ? { ...was, shop } : was))
      toastDone(t('settings.saved'))
    },
  })
}

const changeable = ({ country: _c, currency: _m, ...change }: ShopView): ShopChange => change

export function ShopForm({ shop }: { shop: ShopView }) {
  const { t } = useTranslation()
  const save = useSave()
  const form = useForm<ShopChange>({ initialValues: changeable(shop) })
  return (
    <form noValidate onSubmit={form.onSubmit((change) => save.mutate(change))}>
      <FormSection title={t('settings.shop.title')}>
        <div className={classes.sheet}>
          <FieldStack columns={2}>
            <TextInput
              label={t('settings.shop.brand')}
              description={t('settings.shop.brandHint')}
              {...form.getInputProps('brand')}
            />
            <TextInput
              label={t('settings.shop.test')}
              description={t('settings.shop.testHint')}
              type="tel"
              {...form.getInputProps('test_number')}
            />
          </FieldStack>
          <FieldStack columns={2}>
            <TextInput
              label={t('settings.shop.opened')}
              description={t('settings.shop.openedHint')}
              placeholder="2019-05-01"
              {...form.getInputProps('opened_on')}
            />
            <TextInput
              label={t('settings.shop.website')}
              description={t('settings.shop.websiteHint')}
              placeholder="harbour-candles.com"
              {...form.getInputProps('website')}
            />
          </FieldStack>
          <p className={classes.hint}>
            {t('settings.shop.home')}:{' '}
            {t('settings.shop.homeWords', { country: shop.country, currency: shop.currency })}.{' '}
            {t('settings.shop.homeHint')}
          </p>
        </div>
      </FormSection>
      <FormSection title={t('settings.limits.title')} lead={t('settings.limits.lead')}>
        <div className={classes.sheet}>
          <Limits form={form} />
        </div>
        {save.isError ? <Problem thrown={save.error} /> : null}
      </FormSection>
      <div className={classes.save}>
        <FormActions>
          <Button type="submit" loading={save.isPending}>
            {t('settings.shop.save')}
          </Button>
        </FormActions>
      </div>
    </form>
  )
}

function Limits({ form }: { form: ReturnType<typeof useForm<ShopChange>> }) {
  const { t } = useTranslation()
  const at = (name: 'window_open' | 'window_close') => ({
    data: halfHours(form.values[name]),
    value: String(form.values[name]),
    onChange: (minute: string | null) => form.setFieldValue(name, Number(minute ?? form.values[name])),
  })
  return (
    <>
      <FieldStack columns={2}>
        <NumberInput
          label={t('settings.limits.hours')}
          description={t('settings.limits.hoursHint')}
          min={0}
          max={720}
          allowDecimal={false}
          value={form.values.frequency_hours}
          onChange={(hours) => form.setFieldValue('frequency_hours', Number(hours) || 0)}
        />
        <div className={classes.window}>
          <Select label={t('settings.limits.from')} {...at('window_open')} />
          <Select label={t('settings.limits.until')} {...at('window_close')} />
        </div>
      </FieldStack>
      <p className={classes.hint}>{t('settings.limits.windowHint')}</p>
    </>
  )
}

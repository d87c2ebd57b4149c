import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands, moveTo } from '@/host'
import { FormRow, FormSection, Problem } from '@/kit'
import { version } from '../../../package.json'

function useClose() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => ask(commands.storeClose()),
    onSuccess: (stage) => moveTo(queries, stage),
  })
}

export function AboutSection() {
  const { t } = useTranslation()
  const closed = useClose()
  return (
    <FormSection title={t('settings.about.title')}>
      <FormRow label={t('settings.about.stays')} description={t('settings.about.staysWords')}>
        {null}
      </FormRow>
      <FormRow label={t('settings.about.close')} description={t('settings.about.closeHint')}>
        <Button variant="default" loading={closed.isPending} onClick={() => closed.mutate()}>
          {t('settings.about.closeDeed')}
        </Button>
      </FormRow>
      {closed.isError ? <Problem thrown={closed.error} /> : null}
      <FormRow label={t('settings.about.version')}>{version}</FormRow>
      <FormRow label={t('settings.about.licence')}>{t('settings.about.licenceWords')}</FormRow>
    </FormSection>
  )
}

import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { FormRow, FormSection, Problem, toastDone } from '@/kit'

export function KitSection() {
  const { t } = useTranslation()
  const kit = useMutation({
    mutationFn: () => ask(commands.recoveryKitSave()),
    onSuccess: (path) => (path === null ? undefined : toastDone(t('settings.kit.saved', { path }))),
  })
  return (
    <FormSection title={t('settings.kit.title')}>
      <FormRow label={t('settings.kit.what')} description={t('settings.kit.where')}>
        <Button variant="default" loading={kit.isPending} onClick={() => kit.mutate()}>
          {t('settings.kit.save')}
        </Button>
      </FormRow>
      {kit.isError ? <Problem thrown={kit.error} /> : null}
    </FormSection>
  )
}

import { useTranslation } from 'react-i18next'
import { FormRow, FormSection, PageFrame, SchemeChoice } from '@/kit'

export function SettingsPage() {
  const { t } = useTranslation()
  return (
    <PageFrame title={t('settings.title')}>
      <FormSection title={t('settings.look.title')}>
        <FormRow label={t('settings.look.scheme')} description={t('settings.look.schemeHint')}>
          <SchemeChoice label={t('settings.look.scheme')} />
        </FormRow>
      </FormSection>
    </PageFrame>
  )
}

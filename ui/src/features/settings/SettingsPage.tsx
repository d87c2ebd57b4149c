import { useTranslation } from 'react-i18next'
import { FormRow, FormSection, PageFrame, SchemeChoice } from '@/kit'
import { AboutSection } from './AboutSection'
import { AnswersSection } from './AnswersSection'
import { BackupsSection } from './backups/BackupsSection'
import { KitSection } from './KitSection'
import { useShop } from './queries'
import { SendersSection } from './SendersSection'
import { ShopForm } from './ShopForm'

export function SettingsPage() {
  const { t } = useTranslation()
  const open = useShop()
  return (
    <PageFrame title={t('settings.title')} layout="narrow">
      {open ? <ShopForm shop={open.shop} /> : null}
      <SendersSection />
      <AnswersSection />
      <BackupsSection />
      <KitSection />
      <FormSection title={t('settings.look.title')}>
        <FormRow label={t('settings.look.scheme')} description={t('settings.look.schemeHint')}>
          <SchemeChoice label={t('settings.look.scheme')} />
        </FormRow>
      </FormSection>
      <AboutSection />
    </PageFrame>
  )
}

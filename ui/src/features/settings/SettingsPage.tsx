import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Arrive, FormRow, FormSection, LinkButton, PageFrame, SchemeChoice } from '@/kit'
import { AboutSection } from './AboutSection'
import { AnswersSection } from './AnswersSection'
import { BackupsSection } from './backups/BackupsSection'
import { CapsSection } from './CapsSection'
import { KitSection } from './KitSection'
import { LaptopSection } from './LaptopSection'
import { useShop } from './queries'
import { SendersSection } from './SendersSection'
import { ShopForm } from './ShopForm'

export function SettingsPage() {
  const { t } = useTranslation()
  const open = useShop()
  const { at } = useSearch({ from: '/settings' })
  return (
    <PageFrame title={t('settings.title')} layout="narrow">
      {open ? <ShopForm shop={open.shop} /> : null}
      <Arrive name="caps" at={at}>
        <CapsSection />
      </Arrive>
      <Arrive name="senders" at={at}>
        <SendersSection />
      </Arrive>
      <AnswersSection />
      <LaptopSection />
      <BackupsSection />
      <KitSection />
      <FormSection title={t('settings.consent')}>
        <FormRow label={t('wordings.title')} description={t('wordings.linkHint')}>
          <LinkButton to="/settings/wordings" variant="default" size="xs">
            {t('wordings.link')}
          </LinkButton>
        </FormRow>
        <FormRow label={t('rules.title')} description={t('rules.linkHint')}>
          <LinkButton to="/settings/rules" variant="default" size="xs">
            {t('rules.link')}
          </LinkButton>
        </FormRow>
      </FormSection>
      <FormSection title={t('settings.look.title')}>
        <FormRow label={t('settings.look.scheme')} description={t('settings.look.schemeHint')}>
          <SchemeChoice label={t('settings.look.scheme')} />
        </FormRow>
      </FormSection>
      <AboutSection />
    </PageFrame>
  )
}

import { useTranslation } from 'react-i18next'
import { EmptyState, PageFrame } from '@/kit'

export function ContactsPage() {
  const { t } = useTranslation()
  return (
    <PageFrame title={t('contacts.title')}>
      <EmptyState
        kind="first-use"
        title={t('contacts.empty.title')}
        description={t('contacts.empty.description')}
      />
    </PageFrame>
  )
}

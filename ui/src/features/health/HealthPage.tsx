import { useTranslation } from 'react-i18next'
import { PageFrame } from '@/kit'
import { InDoubt } from './InDoubt'
import { Ledger } from './Ledger'
import { Senders } from './Senders'

export function HealthPage() {
  const { t } = useTranslation()
  return (
    <PageFrame title={t('health.title')} layout="narrow" lead={t('health.lead')}>
      <div>
        <Senders />
        <InDoubt />
        <Ledger />
      </div>
    </PageFrame>
  )
}

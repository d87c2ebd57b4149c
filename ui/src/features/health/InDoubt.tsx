import { useTranslation } from 'react-i18next'
import { Answered, LinkButton, Notice, Panel } from '@/kit'
import { useToday } from './queries'

/** Texts of which nobody knows whether they went out, over all campaigns. */
export function InDoubt() {
  const { t } = useTranslation()
  const campaigns = (
    <LinkButton to="/doubts" variant="default" size="xs">
      {t('health.doubt.action')}
    </LinkButton>
  )
  return (
    <Panel title={t('health.doubt.title')}>
      <Answered query={useToday()} lines={2}>
        {({ in_doubt: count }) =>
          count === 0 ? (
            <Notice tone="good" title={t('health.doubt.none')} />
          ) : (
            <Notice tone="warn" title={t('health.doubt.some', { count })} action={campaigns}>
              {t('health.doubt.why')}
            </Notice>
          )
        }
      </Answered>
    </Panel>
  )
}

import { useTranslation } from 'react-i18next'
import { PageFrame, Problem, readProblem } from '@/kit'

/** A page that threw. A refusal of the core keeps its own words; anything else is our own fault and says so. */
export function Crash({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation()
  const words = readProblem(error) ?? {
    code: 'page_stopped',
    message: t('app.crash.message'),
    hint: t('app.crash.hint'),
  }
  return (
    <PageFrame title={t('app.name')} layout="narrow">
      <Problem thrown={words} onRetry={reset} retryLabel={t('app.crash.again')} />
    </PageFrame>
  )
}

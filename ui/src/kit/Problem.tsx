import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Notice.module.css'
import { readProblem } from './readProblem'
import { Sign } from './Sign'

export interface ProblemProps {
  /** What was thrown, or the words themselves: a stable code, what happened, what to do. Shown as given. */
  thrown: unknown
  onRetry?: () => void
  retryLabel?: string
}

/** What happened and what to do next, in the core's own words. */
export function Problem({ thrown, onRetry, retryLabel }: ProblemProps) {
  const { t } = useTranslation()
  const said = readProblem(thrown) ?? {
    code: '',
    message: t('kit.unknown.message'),
    hint: t('kit.unknown.hint'),
  }
  return (
    <div role="alert" className={classes.notice} data-tone="bad">
      <span className={classes.sign}>
        <Sign name="alert" />
      </span>
      <div className={classes.words}>
        <p className={classes.message}>{said.message}</p>
        {said.hint ? <p className={classes.hint}>{said.hint}</p> : null}
        {said.code ? (
          <p className={classes.code}>
            {t('kit.code')} <code>{said.code}</code>
          </p>
        ) : null}
      </div>
      {onRetry ? (
        <Button variant="default" size="xs" onClick={onRetry}>
          {retryLabel ?? t('kit.again')}
        </Button>
      ) : null}
    </div>
  )
}

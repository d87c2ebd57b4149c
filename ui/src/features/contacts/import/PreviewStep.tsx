import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice, Problem, WizardFrame } from '@/kit'
import { Counting } from './Counting'
import { Counts } from './Counts'
import classes from './import.module.css'
import { stepAt, useSteps } from './steps'
import type { Previewing } from './usePreview'

interface PreviewStepProps {
  previewing: Previewing
  onStart: () => void
  onGo: (step: number) => void
}

/** The last look before anything is written. */
export function PreviewStep({ previewing, onStart, onGo }: PreviewStepProps) {
  const { t } = useTranslation()
  const steps = useSteps()
  const counts = previewing.preview?.counts
  const nothing = counts !== undefined && counts.created === 0 && counts.updated === 0
  return (
    <WizardFrame
      label={t('imports.steps')}
      steps={steps}
      at={stepAt('preview')}
      onGo={onGo}
      footer={
        <>
          <span className={classes.note} role="status">
            {previewing.stale ? t('imports.preview.counting') : null}
          </span>
          <Button variant="default" onClick={() => onGo(stepAt('consent'))}>
            {t('kit.back')}
          </Button>
          <Button disabled={!previewing.ready || nothing} onClick={onStart}>
            {t('imports.preview.deed', { created: counts?.created ?? 0, updated: counts?.updated ?? 0 })}
          </Button>
        </>
      }
    >
      <div className={classes.step}>
        <p>{t('imports.preview.lead')}</p>
        <Counting previewing={previewing} />
        {previewing.error ? <Problem thrown={previewing.error} onRetry={previewing.retry} /> : null}
        {nothing ? (
          <Notice tone="info" title={t('imports.preview.nothing')}>
            {t('imports.preview.nothingWhy')}
          </Notice>
        ) : null}
        {counts ? <Counts counts={counts} stale={previewing.stale} /> : null}
        {counts && counts.rejected > 0 ? (
          <Button size="xs" variant="default" onClick={() => onGo(stepAt('problems'))}>
            {t('imports.preview.toProblems')}
          </Button>
        ) : null}
      </div>
    </WizardFrame>
  )
}

import { Button } from '@mantine/core'
import type { Dispatch, SetStateAction } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportRequest } from '@/host'
import { Notice, Problem, WizardFrame } from '@/kit'
import { Corrections } from './Corrections'
import { Counting } from './Counting'
import { Counts } from './Counts'
import { type Choices, corrected, repaired } from './choices'
import classes from './import.module.css'
import { ProblemCard } from './ProblemCard'
import { stepAt, useSteps } from './steps'
import type { Previewing } from './usePreview'

interface ProblemsStepProps {
  request: ImportRequest
  previewing: Previewing
  choices: Choices
  onChange: Dispatch<SetStateAction<Choices>>
  onGo: (step: number) => void
}

/** What is worth mending, by repair: each is one action for all its rows, and can be taken back. */
export function ProblemsStep({ request, previewing, choices, onChange, onGo }: ProblemsStepProps) {
  const { t } = useTranslation()
  const steps = useSteps()
  const { preview, stale } = previewing
  return (
    <WizardFrame
      label={t('imports.steps')}
      steps={steps}
      at={stepAt('problems')}
      onGo={onGo}
      footer={
        <>
          <Button variant="default" onClick={() => onGo(stepAt('columns'))}>
            {t('kit.back')}
          </Button>
          <Button onClick={() => onGo(stepAt('consent'))}>{t('kit.next')}</Button>
        </>
      }
    >
      <div className={classes.step}>
        <p>{t('imports.problems.lead')}</p>
        <Counting previewing={previewing} />
        {previewing.error ? <Problem thrown={previewing.error} onRetry={previewing.retry} /> : null}
        {preview ? <Counts counts={preview.counts} stale={stale} brief /> : null}
        {preview?.problems.length === 0 && !stale ? (
          <Notice tone="good" title={t('imports.problems.none')}>
            {t('imports.problems.noneWhy')}
          </Notice>
        ) : null}
        {preview?.problems.map((problem) => (
          <ProblemCard
            key={problem.kind}
            problem={problem}
            chosen={choices.repairs[problem.kind] ?? ''}
            stale={stale}
            request={request}
            onRepair={(remedy) => onChange((was) => repaired(was, problem.kind, remedy))}
            onEdit={(cell, text) => onChange((was) => corrected(was, cell, text))}
          />
        ))}
        <Corrections
          edits={choices.edits}
          onTakeBack={(cell) => onChange((was) => corrected(was, cell, null))}
          onTakeAllBack={() => onChange((was) => ({ ...was, edits: [] }))}
        />
      </div>
    </WizardFrame>
  )
}

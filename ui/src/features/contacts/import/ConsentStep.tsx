import { Button, Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice, WizardFrame } from '@/kit'
import { type ConsentAnswer, missing, needsProof, proofs, type Source } from './consent'
import classes from './import.module.css'
import { ProofFields, PurchaseField } from './ProofFields'
import { stepAt, useSteps } from './steps'

interface ConsentStepProps {
  /** The file itself says who agreed. */
  byRow: boolean
  answer: ConsentAnswer
  onChange: (answer: ConsentAnswer) => void
  onDone: (answer: ConsentAnswer) => void
  onGo: (step: number) => void
}

/** Where, when and in which words these people agreed: asked once, written to each one's ledger. */
export function ConsentStep({ byRow, answer, onChange, onDone, onGo }: ConsentStepProps) {
  const { t } = useTranslation()
  const steps = useSteps()
  const [tried, setTried] = useState(false)
  const blanks = missing(answer)
  const onNext = () => {
    setTried(true)
    if (blanks.length === 0) onDone(answer)
  }
  return (
    <WizardFrame
      label={t('imports.steps')}
      steps={steps}
      at={stepAt('consent')}
      onGo={onGo}
      footer={
        <>
          <Button variant="default" onClick={() => onGo(stepAt('problems'))}>
            {t('kit.back')}
          </Button>
          <Button disabled={answer.source === ''} onClick={onNext}>
            {t('kit.next')}
          </Button>
        </>
      }
    >
      <div className={classes.step}>
        <p>{t('imports.consent.lead')}</p>
        {byRow ? (
          <Notice tone="info" title={t('imports.consent.byRow')}>
            {t('imports.consent.byRowWhy')}
          </Notice>
        ) : null}
        <Sources byRow={byRow} answer={answer} onChange={onChange} />
        {needsProof(answer.source) ? (
          <ProofFields answer={answer} blanks={tried ? blanks : []} onChange={onChange} />
        ) : null}
        {answer.source === 'customers' ? (
          <PurchaseField answer={answer} blanks={tried ? blanks : []} onChange={onChange} />
        ) : null}
        {answer.source === 'bought_list' ? (
          <Notice tone="warn" title={t('imports.consent.held')}>
            {t('imports.consent.heldWhy')}
          </Notice>
        ) : null}
      </div>
    </WizardFrame>
  )
}

function Sources({ byRow, answer, onChange }: Pick<ConsentStepProps, 'byRow' | 'answer' | 'onChange'>) {
  const { t } = useTranslation()
  const sources = [...proofs, 'customers', byRow ? 'file' : 'none', 'bought_list'] as const
  return (
    <Radio.Group
      label={t('imports.consent.how')}
      value={answer.source}
      onChange={(source) => onChange({ ...answer, source: source as Source })}
    >
      <div className={classes.choices}>
        {sources.map((source) => (
          <Radio
            key={source}
            value={source}
            size="sm"
            label={t(`imports.consent.source.${source}`)}
            description={t(`imports.consent.sourceWhy.${source}`)}
          />
        ))}
      </div>
    </Radio.Group>
  )
}

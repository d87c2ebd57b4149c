import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportLook } from '@/host'
import { CountrySelect, Problem, WizardFrame } from '@/kit'
import { worded } from '@/strings/worded'
import { ColumnTable } from './ColumnTable'
import { FirstRows } from './FirstRows'
import classes from './import.module.css'
import { stepAt, useSteps } from './steps'
import type { Looking } from './useLook'

interface ColumnsStepProps {
  look: ImportLook
  looking: Looking
  country: string
  onCountry: (country: string) => void
  onChoose: (column: string, field: string) => void
  onGo: (step: number) => void
}

/** What each column means: guessed, shown with samples, put right by the owner. */
export function ColumnsStep(props: ColumnsStepProps) {
  const { look, looking, country, onCountry, onChoose, onGo } = props
  const { t } = useTranslation()
  const steps = useSteps()
  const unclear = look.columns.some(({ certainty }) => certainty === 'ambiguous')
  const next = (
    <Button disabled={!looking.ready || unclear} onClick={() => onGo(stepAt('problems'))}>
      {t('kit.next')}
    </Button>
  )
  return (
    <WizardFrame
      label={t('imports.steps')}
      steps={steps}
      at={stepAt('columns')}
      onGo={onGo}
      footer={
        <>
          <span className={classes.note} role="status">
            {looking.stale ? t('imports.columns.checking') : unclear ? t('imports.columns.unclear') : null}
          </span>
          <Button variant="default" onClick={() => onGo(0)}>
            {t('imports.file.pickOther')}
          </Button>
          {next}
        </>
      }
    >
      <div className={classes.step}>
        <p>
          {t('imports.columns.file', {
            name: look.file_name,
            encoding: look.encoding,
            delimiter: worded('imports.columns.delimiter', look.delimiter),
          })}
          . {t('imports.columns.lead')}
        </p>
        {looking.error ? <Problem thrown={looking.error} onRetry={looking.retry} /> : null}
        <div className={classes.country}>
          <CountrySelect label={t('imports.columns.country')} value={country} onChange={onCountry} />
        </div>
        <ColumnTable columns={look.columns} fields={look.fields} onChoose={onChoose} />
        <FirstRows look={look} />
      </div>
    </WizardFrame>
  )
}

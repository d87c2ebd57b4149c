import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '@/host'
import { CountrySelect, Problem, WizardFrame } from '@/kit'
import { worded } from '@/strings/worded'
import { ColumnTable } from './ColumnTable'
import { FirstRows } from './FirstRows'
import classes from './import.module.css'
import { useSteps } from './steps'
import type { Previewing } from './usePreview'

interface ColumnsStepProps {
  preview: ImportPreview
  previewing: Previewing
  country: string
  onCountry: (country: string) => void
  onChoose: (column: string, field: string) => void
  onGo: (step: number) => void
}

/** What each column means: guessed, shown with samples, put right by the owner. */
export function ColumnsStep(props: ColumnsStepProps) {
  const { preview, previewing, country, onCountry, onChoose, onGo } = props
  const { t } = useTranslation()
  const steps = useSteps()
  const unclear = preview.columns.some(({ certainty }) => certainty === 'ambiguous')
  const next = (
    <Button disabled={!previewing.ready || unclear} onClick={() => onGo(2)}>
      {t('kit.next')}
    </Button>
  )
  return (
    <WizardFrame
      label={t('imports.steps')}
      steps={steps}
      at={1}
      onGo={onGo}
      footer={
        <>
          <span className={classes.note} role="status">
            {previewing.stale ? t('imports.columns.checking') : unclear ? t('imports.columns.unclear') : null}
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
            name: preview.file_name,
            encoding: preview.encoding,
            delimiter: worded('imports.columns.delimiter', preview.delimiter),
          })}
          . {t('imports.columns.lead')}
        </p>
        {previewing.error ? <Problem thrown={previewing.error} onRetry={previewing.retry} /> : null}
        <div className={classes.country}>
          <CountrySelect label={t('imports.columns.country')} value={country} onChange={onCountry} />
        </div>
        <ColumnTable columns={preview.columns} fields={preview.fields} onChoose={onChoose} />
        <FirstRows preview={preview} />
      </div>
    </WizardFrame>
  )
}

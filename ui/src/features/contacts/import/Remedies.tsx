import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProblemView } from '@/host'
import { CountrySelect } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './import.module.css'

/** The words for a remedy; a country is named with its calling code where that is known. */
export function useRemedy() {
  const { t } = useTranslation()
  return ({ remedies, calling_code }: ProblemView, remedy: string) => {
    if (!remedies.includes('country')) return worded('imports.problems.remedy', remedy)
    return calling_code > 0
      ? t('imports.problems.applyCode', { code: calling_code })
      : t('imports.problems.applyCountry')
  }
}

interface RemediesProps {
  problem: ProblemView
  onRepair: (remedy: string) => void
}

/** What can be done about all rows with a problem at once; the usual remedy first. */
export function Remedies({ problem, onRepair }: RemediesProps) {
  const { t } = useTranslation()
  if (problem.remedies.includes('country')) return <Countries problem={problem} onRepair={onRepair} />
  if (problem.remedies.length === 0) return <p className={classes.plain}>{t('imports.problems.byHand')}</p>
  return (
    <div className={classes.deeds}>
      {problem.remedies.map((remedy) => (
        <Button key={remedy} size="xs" variant="default" onClick={() => onRepair(remedy)}>
          {worded('imports.problems.remedy', remedy)}
        </Button>
      ))}
    </div>
  )
}

/** The proposed country as one action; any other by choosing it. */
function Countries({ problem, onRepair }: RemediesProps) {
  const { t } = useTranslation()
  const remedy = useRemedy()
  const [country, setCountry] = useState('')
  const { proposed } = problem
  return (
    <div className={classes.deeds}>
      {proposed === '' ? null : (
        <Button size="xs" variant="default" onClick={() => onRepair(proposed)}>
          {remedy(problem, proposed)}
        </Button>
      )}
      <CountrySelect
        size="xs"
        label={t(proposed === '' ? 'imports.problems.country' : 'imports.problems.otherCountry')}
        value={country}
        onChange={(code) => {
          setCountry(code)
          if (code !== '') onRepair(code)
        }}
      />
    </div>
  )
}

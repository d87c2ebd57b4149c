import { useTranslation } from 'react-i18next'

export const stepKeys = ['file', 'columns', 'consent', 'preview', 'run'] as const

export type StepKey = (typeof stepKeys)[number]

export function useSteps() {
  const { t } = useTranslation()
  return stepKeys.map((key) => ({ key, label: t(`imports.step.${key}`) }))
}

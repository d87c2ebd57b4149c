import { useTranslation } from 'react-i18next'

export const stepKeys = ['file', 'columns', 'problems', 'consent', 'preview', 'run'] as const

export type StepKey = (typeof stepKeys)[number]

/** The place of a step in their order. */
export const stepAt = (key: StepKey) => stepKeys.indexOf(key)

export function useSteps() {
  const { t } = useTranslation()
  return stepKeys.map((key) => ({ key, label: t(`imports.step.${key}`) }))
}

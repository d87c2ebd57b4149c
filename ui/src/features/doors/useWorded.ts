import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Field errors are kept as catalogue keys; this gives their words. */
export function useWorded() {
  const { t } = useTranslation()
  return (key: ReactNode) => (typeof key === 'string' ? t(key as 'doors.setup.differ') : undefined)
}

import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Scope } from '@/host'
import classes from './Reach.module.css'

export const purposes = ['promotional', 'transactional', 'conversational'] as const satisfies Scope[]

/** What the text would be for: who receives depends on it. */
export function PurposeSwitch({ purpose, onChange }: { purpose: Scope; onChange: (purpose: Scope) => void }) {
  const { t } = useTranslation()
  return (
    <div>
      <div className={classes.label}>{t('reach.ask')}</div>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('reach.ask')}
        transitionDuration={0}
        data={purposes.map((value) => ({ value, label: t(`reach.purpose.${value}`) }))}
        value={purpose}
        onChange={(next) => onChange(next as Scope)}
      />
    </div>
  )
}

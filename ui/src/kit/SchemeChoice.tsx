import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Scheme, useScheme } from './useScheme'

/** Light, dark, or like the desktop. */
export function SchemeChoice({ label }: { label: string }) {
  const { t } = useTranslation()
  const { scheme, choose } = useScheme()
  const data = (['light', 'dark', 'auto'] as const).map((value) => ({
    value,
    label: t(`app.scheme.${value}`),
  }))
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      data={data}
      value={scheme}
      transitionDuration={0}
      onChange={(next) => choose(next as Scheme)}
    />
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { Notice } from '@/kit'

/** Says where a running campaign could be interrupted by the computer's sleep. */
export function AwakeNotice() {
  const { t } = useTranslation()
  const { data } = useQuery({ queryKey: ['settings', 'awake'], queryFn: () => ask(commands.awakeShow()) })
  if (data?.state !== 'impossible') return null
  return (
    <Notice tone="info" title={t('laptop.impossible')}>
      {t('laptop.impossibleWhy')}
    </Notice>
  )
}

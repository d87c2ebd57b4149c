import { Select } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { toastProblem } from '@/kit'
import classes from './cleanup.module.css'
import { useRefresh } from './queries'

const ages = [6, 12, 18, 24, 36, 48]

/** From which age a consent counts as old: the owner's choice, remembered. */
export function OldAge({ months }: { months: number }) {
  const { t } = useTranslation()
  const refresh = useRefresh()
  const chosen = useMutation({
    mutationFn: (age: number) => ask(commands.cleanupOldAfter(age)),
    onSuccess: refresh,
    onError: toastProblem,
  })
  const offered = ages.includes(months) ? ages : [...ages, months].sort((a, b) => a - b)
  return (
    <Select
      className={classes.age ?? ''}
      label={t('cleanup.age.label')}
      data={offered.map((age) => ({ value: String(age), label: t('cleanup.age.months', { count: age }) }))}
      value={String(months)}
      allowDeselect={false}
      disabled={chosen.isPending}
      onChange={(age) => (age === null ? undefined : chosen.mutate(Number(age)))}
    />
  )
}

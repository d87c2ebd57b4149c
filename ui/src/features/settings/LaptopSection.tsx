import { Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { FormRow, FormSection, Problem } from '@/kit'

const key = ['settings', 'awake']

/** What the owner wishes of this computer while it sends. */
export function LaptopSection() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { data } = useQuery({ queryKey: key, queryFn: () => ask(commands.awakeShow()) })
  const wished = useMutation({
    mutationFn: (wish: boolean) => ask(commands.awakeWish(wish)),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
  return (
    <FormSection title={t('laptop.title')}>
      <FormRow label={t('laptop.awake')} description={t('laptop.awakeHint')}>
        <Switch
          aria-label={t('laptop.awake')}
          checked={wished.isPending ? wished.variables : (data?.wished ?? true)}
          disabled={data === undefined}
          onChange={(event) => wished.mutate(event.currentTarget.checked)}
        />
      </FormRow>
      {wished.isError ? <Problem thrown={wished.error} /> : null}
    </FormSection>
  )
}

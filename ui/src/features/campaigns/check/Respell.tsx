import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { Problem, toastDone } from '@/kit'

/** One press writes the draft's text in its plain spelling; then it is checked again. */
export function Respell({ campaign }: { campaign: number }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const respelt = useMutation({
    mutationFn: () => ask(commands.campaignRespell(campaign)),
    onSuccess: (view) => {
      queries.setQueryData(['campaigns', 'show', campaign], view)
      void queries.invalidateQueries({ queryKey: ['campaigns', 'check', campaign] })
      toastDone(t('check.respelt'))
    },
  })
  return (
    <>
      <Button size="xs" variant="default" mt={6} loading={respelt.isPending} onClick={() => respelt.mutate()}>
        {t('check.respell')}
      </Button>
      {respelt.isError ? <Problem thrown={respelt.error} /> : null}
    </>
  )
}

import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { ConfirmDeed, Problem, toastDone } from '@/kit'

export function SuppressDeed({ number }: { number: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const suppressed = useMutation({
    mutationFn: () => ask(commands.numberSuppress(number)),
    onSuccess: () => {
      setAsking(false)
      toastDone(t('contacts.suppress.done', { number }))
      void queries.invalidateQueries({ queryKey: ['contacts'] })
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('contacts.suppress.open')}
      </Button>
      <ConfirmDeed
        opened={asking}
        grave
        title={t('contacts.suppress.title', { number })}
        deed={t('contacts.suppress.deed')}
        busy={suppressed.isPending}
        onConfirm={() => suppressed.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t('contacts.suppress.what')}</p>
        <p>{t('contacts.suppress.how')}</p>
        {suppressed.isError ? <Problem thrown={suppressed.error} /> : null}
      </ConfirmDeed>
    </>
  )
}

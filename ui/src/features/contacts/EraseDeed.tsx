import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { ConfirmDeed, Problem, toastDone } from '@/kit'

/** Erases a person on their wish: everything readable goes for good. */
export function EraseDeed({ id, who }: { id: number; who: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const erased = useMutation({
    mutationFn: () => ask(commands.contactErase(id)),
    onSuccess: () => {
      setAsking(false)
      toastDone(t('contacts.erase.done'))
      queries.removeQueries({ queryKey: ['contacts'] })
      void navigate({ to: '/contacts' })
    },
  })
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('contacts.erase.open')}
      </Button>
      <ConfirmDeed
        opened={asking}
        grave
        title={t('contacts.erase.title', { who })}
        deed={t('contacts.erase.deed')}
        busy={erased.isPending}
        onConfirm={() => erased.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t('contacts.erase.what')}</p>
        <p>{t('contacts.erase.left')}</p>
        {erased.isError ? <Problem thrown={erased.error} /> : null}
      </ConfirmDeed>
    </>
  )
}

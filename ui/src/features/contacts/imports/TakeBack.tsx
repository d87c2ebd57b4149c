import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands, type UndoneView } from '@/host'
import { ConfirmDeed, Problem, toastDone } from '@/kit'

interface TakeBackProps {
  id: number
  fileName: string
  /** Contacts that the import brought. */
  created: number
  onDone?: (done: UndoneView) => void
}

/** Takes an import back, after saying what goes and what stays. */
export function TakeBack({ id, fileName, created, onDone }: TakeBackProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const undo = useMutation({
    mutationFn: () => ask(commands.importUndo(id)),
    onSuccess: (done) => {
      setAsked(false)
      toastDone(told(done))
      onDone?.(done)
      return queries.invalidateQueries({ queryKey: ['imports', 'list'] })
    },
  })
  const told = ({ removed, restored, left_alone }: UndoneView) => {
    const words = t('imports.undo.done', { removed, restored })
    return left_alone > 0 ? `${words} ${t('imports.undo.left', { count: left_alone })}` : words
  }
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={t('imports.undo.openOf', { name: fileName })}
        onClick={() => setAsked(true)}
      >
        {t('imports.undo.open')}
      </Button>
      <ConfirmDeed
        opened={asked}
        grave
        busy={undo.isPending}
        title={t('imports.undo.title', { name: fileName })}
        deed={t('imports.undo.deed')}
        onConfirm={() => undo.mutate()}
        onClose={() => setAsked(false)}
      >
        <p>{t('imports.undo.goes', { count: created })}</p>
        <p>{t('imports.undo.stays')}</p>
        {undo.isError ? <Problem thrown={undo.error} /> : null}
      </ConfirmDeed>
    </>
  )
}

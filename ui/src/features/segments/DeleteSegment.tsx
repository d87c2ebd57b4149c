import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands, type SegmentView } from '@/host'
import { ConfirmDeed, Problem, toastDone } from '@/kit'

interface DeleteSegmentProps {
  segment: SegmentView | undefined
  onClose: () => void
  onDone: () => void
}

export function DeleteSegment({ segment, onClose, onDone }: DeleteSegmentProps) {
  const { t } = useTranslation()
  const name = segment?.name ?? ''
  const removal = useMutation({
    mutationFn: (id: number) => ask(commands.segmentDelete(id)),
    onSuccess: () => {
      toastDone(t('segments.deleted', { name }))
      onDone()
    },
  })
  return (
    <ConfirmDeed
      opened={segment !== undefined}
      grave
      title={t('segments.deleteTitle', { name })}
      deed={t('segments.deleteDeed')}
      busy={removal.isPending}
      onConfirm={() => segment && removal.mutate(segment.id)}
      onClose={() => {
        removal.reset()
        onClose()
      }}
    >
      {t('segments.deleteText')}
      {removal.isError ? <Problem thrown={removal.error} /> : null}
    </ConfirmDeed>
  )
}

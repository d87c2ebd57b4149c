import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDeed } from '@/kit'

/** Asks before another page is opened while the import runs. */
export function LeaveGuard({ active, onLeave }: { active: boolean; onLeave: () => void }) {
  const { t } = useTranslation()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => active,
    enableBeforeUnload: false,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  const leave = () => {
    onLeave()
    proceed()
  }
  return (
    <ConfirmDeed
      opened
      grave
      title={t('imports.leave.title')}
      deed={t('imports.leave.deed')}
      onConfirm={leave}
      onClose={reset}
    >
      <p>{t('imports.leave.what')}</p>
    </ConfirmDeed>
  )
}

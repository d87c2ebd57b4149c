import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { stageQuery } from '@/host'
import { LoadingState, Problem } from '@/kit'
import { DoorFrame } from './DoorFrame'

// Most starts find the shop open: the doors are brought only where one is needed.
const DoorsPage = lazy(async () => ({ default: (await import('./DoorsPage')).DoorsPage }))
const CutOffPage = lazy(async () => ({ default: (await import('./CutOffPage')).CutOffPage }))
const KitOffer = lazy(async () => ({ default: (await import('./KitOffer')).KitOffer }))
const LockedPage = lazy(async () => ({ default: (await import('./LockedPage')).LockedPage }))
const RecoveryPage = lazy(async () => ({ default: (await import('./RecoveryPage')).RecoveryPage }))

/** Lets the window's pages through only while a shop is open; otherwise shows the door that leads there. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Suspense fallback={<LoadingState label={t('doors.asking')} />}>
      <Door>{children}</Door>
    </Suspense>
  )
}

function Door({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const asked = useQuery(stageQuery)
  const [offering, setOffering] = useState(false)
  const at = asked.data
  if (at === undefined) {
    if (!asked.isError) return <LoadingState label={t('doors.asking')} />
    return (
      <DoorFrame title={t('doors.recovery.title')}>
        <Problem thrown={asked.error} onRetry={() => void asked.refetch()} />
      </DoorFrame>
    )
  }
  if (at.stage === 'open') return offering ? <KitOffer onDone={() => setOffering(false)} /> : children
  if (at.stage === 'cut_off') return <CutOffPage view={at.view} />
  if (at.stage === 'locked') return <LockedPage />
  if (at.stage === 'recovery') return <RecoveryPage problem={at.problem} kitHelps={at.kit_helps} />
  return (
    <DoorsPage keychain={at.keychain} practiceExists={at.practice_exists} onMade={() => setOffering(true)} />
  )
}

import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { Notice, Problem } from '@/kit'
import { DoorFrame } from './DoorFrame'
import classes from './doors.module.css'

/** Right after a shop was made: the recovery kit, which can also wait. */
export function KitOffer({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const kit = useMutation({ mutationFn: () => ask(commands.recoveryKitSave()) })
  return (
    <DoorFrame title={t('doors.kit.title')} lead={t('doors.kit.lead')}>
      <div className={classes.sheet}>
        <p>{t('doors.kit.what')}</p>
        <p>{t('doors.kit.where')}</p>
        {kit.isError ? <Problem thrown={kit.error} /> : null}
        {kit.data ? <Saved path={kit.data} /> : null}
        <div className={classes.actions}>
          {kit.data ? (
            <Button onClick={onDone}>{t('doors.kit.go')}</Button>
          ) : (
            <>
              <Button variant="default" onClick={onDone}>
                {t('doors.kit.later')}
              </Button>
              <Button loading={kit.isPending} onClick={() => kit.mutate()}>
                {t('doors.kit.save')}
              </Button>
            </>
          )}
        </div>
      </div>
    </DoorFrame>
  )
}

function Saved({ path }: { path: string }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      <Notice tone="good" title={t('doors.kit.saved')}>
        {t('doors.kit.savedWhere', { path })}
      </Notice>
    </div>
  )
}

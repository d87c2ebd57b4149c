import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commands, type SenderView } from '@/host'
import { ConfirmDeed, Notice, Problem, toastDone } from '@/kit'
import { worded } from '@/strings/worded'
import { useSenderDeed } from './queries'

const isId = (text: string) => /^[a-z0-9_]+$/.test(text)

/** Why a sender stopped, and the deed that lets it go on. */
export function HaltedNotice({ sender: { id, address, halted } }: { sender: SenderView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const why = isId(halted) ? worded('settings.halted', halted) : halted
  const released = useSenderDeed(
    () => commands.senderRelease(id),
    () => {
      setAsking(false)
      toastDone(t('settings.senders.released', { address }))
    },
  )
  return (
    <>
      <Notice
        tone="bad"
        title={t('settings.senders.halted')}
        action={
          <Button
            variant="default"
            size="xs"
            aria-label={t('settings.senders.releaseOf', { address })}
            onClick={() => setAsking(true)}
          >
            {t('settings.senders.release')}
          </Button>
        }
      >
        {why}
      </Notice>
      <ConfirmDeed
        opened={asking}
        title={t('settings.senders.releaseTitle', { address })}
        deed={t('settings.senders.release')}
        busy={released.isPending}
        onConfirm={() => released.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>{t('settings.senders.releaseWhy')}</p>
        <blockquote>{why}</blockquote>
        <p>{t('settings.senders.releaseThen')}</p>
        {released.isError ? <Problem thrown={released.error} /> : null}
      </ConfirmDeed>
    </>
  )
}

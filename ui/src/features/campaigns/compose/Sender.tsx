import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LinkButton, Notice } from '@/kit'
import classes from './Composer.module.css'
import { type PartProps, partOf } from './parts'

export const Sender = partOf(
  ['sender'],
  function Sender({ draft, choices: { senders }, onChange }: PartProps) {
    const { t } = useTranslation()
    if (senders.length === 0) return <NoSender />
    const chosen = senders.find(({ id }) => id === draft.sender)
    return (
      <div className={classes.fields}>
        <Select
          label={t('compose.sender.label')}
          data={senders.map(({ id, address, gateway_name, price }) => ({
            value: String(id),
            label: t('compose.sender.choice', { address, gateway: gateway_name, price }),
          }))}
          value={chosen ? String(chosen.id) : null}
          onChange={(value) =>
            onChange({ sender: senders.find(({ id }) => String(id) === value)?.id ?? null })
          }
        />
        {chosen?.halted ? (
          <Notice tone="warn" title={t('compose.sender.halted')}>
            {chosen.halted}
          </Notice>
        ) : null}
      </div>
    )
  },
)

function NoSender() {
  const { t } = useTranslation()
  return (
    <div className={classes.fields}>
      <Notice
        tone="info"
        title={t('compose.sender.none')}
        action={
          <LinkButton to="/settings" variant="default" size="xs">
            {t('compose.sender.settings')}
          </LinkButton>
        }
      >
        {t('compose.sender.noneText')}
      </Notice>
    </div>
  )
}

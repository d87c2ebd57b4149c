import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commands, type SenderCard_Serialize as SenderCard } from '@/host'
import { Problem, toastDone } from '@/kit'
import { useCardDeed } from './queries'
import classes from './settings.module.css'

/** What the account behind a sender may send in any 24 hours, as its provider told the owner. */
export function AccountDaily({ card: { id, address, account_daily, warm_up } }: { card: SenderCard }) {
  const { t } = useTranslation()
  const [texts, setTexts] = useState(account_daily)
  const saved = useCardDeed(
    (daily: number | null) => commands.senderPace({ id, account_daily: daily, new_number: warm_up !== null }),
    () => toastDone(t('settings.account.saved', { address })),
  )
  return (
    <section className={classes.card} aria-label={t('settings.account.of', { address })}>
      <div className={classes.account}>
        <NumberInput
          label={t('settings.account.label')}
          description={t('settings.account.hint')}
          min={1}
          allowDecimal={false}
          placeholder={t('settings.account.none')}
          value={texts ?? ''}
          onChange={(value) => setTexts(typeof value === 'number' ? value : null)}
        />
        <Button
          variant="default"
          size="xs"
          disabled={texts === account_daily}
          loading={saved.isPending}
          aria-label={t('settings.account.saveOf', { address })}
          onClick={() => saved.mutate(texts)}
        >
          {t('settings.account.save')}
        </Button>
      </div>
      {saved.isError ? <Problem thrown={saved.error} /> : null}
    </section>
  )
}

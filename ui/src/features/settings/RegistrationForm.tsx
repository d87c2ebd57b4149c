import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  commands,
  type Registration_Serialize as Registration,
  type SenderCard_Serialize as SenderCard,
} from '@/host'
import { FieldStack, Problem, toastDone } from '@/kit'
import { worded } from '@/strings/worded'
import { useCardDeed } from './queries'
import classes from './settings.module.css'

const kinds = ['ten_dlc', 'toll_free', 'short_code', 'not_needed', 'unknown'] as const
const statuses = ['approved', 'pending', 'rejected', 'suspended', 'unknown'] as const
const useCases = [
  'marketing',
  'mixed',
  'low_volume',
  'sole_proprietor',
  'delivery_notification',
  'account_notification',
  'customer_care',
  'charity',
  'unknown',
] as const
const letters = [...'ABCDEFTWKXPSGN']

/** What the provider's console says of a registration, copied by the owner. */
export function RegistrationForm({ card, onDone }: { card: SenderCard; onDone: () => void }) {
  const { t } = useTranslation()
  const [stated, setStated] = useState(card.registration)
  const saved = useCardDeed(
    () => commands.senderRegister(card.id, stated),
    () => {
      toastDone(t('settings.senders.registered', { address: card.address }))
      onDone()
    },
  )
  const change = (part: Partial<Registration>) => setStated((was) => ({ ...was, ...part }))
  const needless = stated.kind === 'not_needed'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        saved.mutate(undefined)
      }}
    >
      <FieldStack columns={2}>
        <Choice
          label={t('settings.card.kind')}
          words="kinds"
          of={kinds}
          at={stated.kind}
          onPick={(kind) => change({ kind })}
        />
        {needless ? null : (
          <>
            <Choice
              label={t('settings.card.statusLabel')}
              words="status"
              of={statuses}
              at={stated.status}
              onPick={(status) => change({ status })}
            />
            <Choice
              label={t('settings.card.useCase')}
              words="useCases"
              of={useCases}
              at={stated.use_case}
              onPick={(use_case) => change({ use_case })}
            />
            <TextInput
              label={t('settings.card.brand')}
              description={t('settings.card.brandHint')}
              value={stated.brand}
              onChange={(event) => change({ brand: event.currentTarget.value })}
            />
          </>
        )}
        {stated.kind === 'ten_dlc' ? <TenDlc stated={stated} onChange={change} /> : null}
      </FieldStack>
      {saved.isError ? <Problem thrown={saved.error} /> : null}
      <div className={classes.cardActions}>
        <Button variant="default" size="xs" onClick={onDone}>
          {t('kit.cancel')}
        </Button>
        <Button type="submit" size="xs" loading={saved.isPending}>
          {t('settings.card.save')}
        </Button>
      </div>
    </form>
  )
}

interface ChoiceProps<Word extends string> {
  label: string
  words: 'kinds' | 'status' | 'useCases'
  of: readonly Word[]
  at: Word
  onPick: (word: Word) => void
}

function Choice<Word extends string>({ label, words, of, at, onPick }: ChoiceProps<Word>) {
  return (
    <Select
      label={label}
      data={of.map((value) => ({ value, label: worded(`settings.card.${words}`, value) }))}
      value={at}
      allowDeselect={false}
      onChange={(next) => onPick(of.find((word) => word === next) ?? at)}
    />
  )
}

function TenDlc({
  stated,
  onChange,
}: {
  stated: Registration
  onChange: (part: Partial<Registration>) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <NumberInput
        label={t('settings.card.score')}
        description={t('settings.card.scoreHint')}
        min={1}
        max={100}
        allowDecimal={false}
        value={stated.brand_score ?? ''}
        onChange={(score) => onChange({ brand_score: typeof score === 'number' ? score : null })}
      />
      <TextInput
        label={t('settings.card.campaign')}
        description={t('settings.card.campaignHint')}
        spellCheck={false}
        value={stated.campaign}
        onChange={(event) => onChange({ campaign: event.currentTarget.value })}
      />
      <Select
        label={t('settings.card.class')}
        description={t('settings.card.classHint')}
        data={[
          { value: '', label: t('settings.card.classFollows') },
          ...letters.map((value) => ({ value, label: value })),
        ]}
        value={stated.class}
        allowDeselect={false}
        onChange={(letter) => onChange({ class: letter ?? '' })}
      />
    </>
  )
}

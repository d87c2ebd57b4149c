import { Button, Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextKind, WordingDraft, WordingView } from '@/host'
import { FieldStack, FormActions, Problem } from '@/kit'
import { useKeep } from './useKeep'
import classes from './wordings.module.css'

const places = ['checkout', 'form', 'loyalty', 'keyword', 'paper', 'other'] as const
const kinds: TextKind[] = ['offers', 'news', 'cart_reminder', 'back_in_stock', 'review_request', 'order_news']

const begun = (wording: WordingView | undefined): WordingDraft => ({
  id: wording?.id ?? null,
  name: wording?.name ?? '',
  place: wording?.place || 'checkout',
  words: wording?.words ?? '',
  kinds: wording?.kinds ?? ['offers'],
  per_month: wording?.per_month ?? null,
  shown_from: wording?.shown_from ?? '',
})

interface WordingFormProps {
  /** Words on record, of which something is said; without them a new wording is kept. */
  wording?: WordingView
  onDone: () => void
}

/** What is said of a wording. Words on record are never changed: other words are another version. */
export function WordingForm({ wording, onDone }: WordingFormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(begun(wording))
  const keep = useKeep(onDone)
  const change = (part: Partial<WordingDraft>) => setDraft((was) => ({ ...was, ...part }))
  const save = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate(draft)
  }
  return (
    <form className={classes.form} onSubmit={save}>
      {wording ? null : (
        <Textarea
          label={t('wordings.words')}
          description={t('wordings.wordsHint')}
          autosize
          minRows={2}
          required
          value={draft.words}
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
      )}
      <FieldStack columns={2}>
        <TextInput
          label={t('wordings.name')}
          description={t('wordings.nameHint')}
          required
          maxLength={80}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={t('wordings.where')}
          description={t('wordings.whereHint')}
          data={places.map((place) => ({ value: place, label: t(`wordings.place.${place}`) }))}
          allowDeselect={false}
          value={draft.place}
          onChange={(place) => change({ place: place ?? 'other' })}
        />
      </FieldStack>
      <Checkbox.Group
        label={t('wordings.kinds')}
        description={t('wordings.kindsHint')}
        value={draft.kinds}
        onChange={(chosen) => change({ kinds: chosen as TextKind[] })}
      >
        <div className={classes.kinds}>
          {kinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`wordings.kind.${kind}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <FieldStack columns={2}>
        <NumberInput
          label={t('wordings.perMonth')}
          description={t('wordings.perMonthHint')}
          min={1}
          max={100}
          allowDecimal={false}
          value={draft.per_month ?? ''}
          onChange={(value) => change({ per_month: typeof value === 'number' ? value : null })}
        />
        <TextInput
          label={t('wordings.since')}
          description={t('wordings.sinceHint')}
          placeholder="2026-01-31"
          value={draft.shown_from}
          onChange={(event) => change({ shown_from: event.currentTarget.value })}
        />
      </FieldStack>
      {keep.isError ? <Problem thrown={keep.error} /> : null}
      <FormActions>
        <Button variant="default" onClick={onDone}>
          {t('wordings.cancel')}
        </Button>
        <Button type="submit" loading={keep.isPending}>
          {t('wordings.save')}
        </Button>
      </FormActions>
    </form>
  )
}

import { Button, NumberInput, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSegments } from '@/features/segments/queries'
import { type Answer, ask, type CapView, commands, type Problem as Refusal } from '@/host'
import { Answered, FormSection, Problem, toastDone } from '@/kit'
import classes from './settings.module.css'

const key = ['settings', 'caps']
const EVERYBODY = ''
const spans = [
  { days: 1, key: 'day' },
  { days: 7, key: 'week' },
  { days: 30, key: 'month' },
] as const

/** How often at most, by segment. A cap can only make the law and the shop's spacing stricter. */
export function CapsSection() {
  const { t } = useTranslation()
  const caps = useQuery({ queryKey: key, queryFn: () => ask(commands.capsList()) })
  return (
    <FormSection title={t('settings.caps.title')} lead={t('settings.caps.lead')}>
      <div className={classes.sheet}>
        <Answered query={caps} lines={2}>
          {(all) => <Caps caps={all} />}
        </Answered>
        <NewCap />
      </div>
    </FormSection>
  )
}

function Caps({ caps }: { caps: CapView[] }) {
  const { t } = useTranslation()
  const removed = useCapDeed((id: number) => commands.capRemove(id), t('settings.caps.removed'))
  if (caps.length === 0) return <p className={classes.hint}>{t('settings.caps.none')}</p>
  return (
    <>
      <ul className={classes.caps}>
        {caps.map((cap) => (
          <li key={cap.id}>
            <strong>{cap.segment_name || t('settings.caps.everybody')}</strong>
            <span>{t('settings.caps.words', { count: cap.texts, days: cap.days })}</span>
            <Button
              size="xs"
              variant="default"
              aria-label={`${t('settings.caps.remove')}: ${cap.segment_name || t('settings.caps.everybody')}`}
              onClick={() => removed.mutate(cap.id)}
            >
              {t('settings.caps.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {removed.isError ? <Problem thrown={removed.error} /> : null}
    </>
  )
}

function NewCap() {
  const { t } = useTranslation()
  const segments = useSegments()
  const [segment, setSegment] = useState<string>(EVERYBODY)
  const [texts, setTexts] = useState(4)
  const [days, setDays] = useState<string>('30')
  const saved = useCapDeed(
    () =>
      commands.capSet({ segment: segment === EVERYBODY ? null : Number(segment), texts, days: Number(days) }),
    t('settings.caps.saved'),
  )
  const choices = (segments.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <form
      className={classes.newCap}
      aria-label={t('settings.caps.new')}
      onSubmit={(event) => {
        event.preventDefault()
        saved.mutate(undefined)
      }}
    >
      <Select
        label={t('settings.caps.whom')}
        data={[{ value: EVERYBODY, label: t('settings.caps.everybody') }, ...choices]}
        allowDeselect={false}
        value={segment}
        onChange={(value) => setSegment(value ?? EVERYBODY)}
      />
      <NumberInput
        label={t('settings.caps.texts')}
        min={0}
        max={100}
        allowDecimal={false}
        value={texts}
        onChange={(value) => typeof value === 'number' && setTexts(value)}
      />
      <Select
        label={t('settings.caps.span')}
        data={spans.map((span) => ({ value: String(span.days), label: t(`settings.caps.${span.key}`) }))}
        allowDeselect={false}
        value={days}
        onChange={(value) => setDays(value ?? '30')}
      />
      <Button type="submit" variant="default" loading={saved.isPending}>
        {t('settings.caps.set')}
      </Button>
      {saved.isError ? <Problem thrown={saved.error} /> : null}
    </form>
  )
}

/** A deed that answers with all caps as they are now. Reach depends on them. */
function useCapDeed<Args>(deed: (args: Args) => Promise<Answer<CapView[], Refusal>>, done: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (args: Args) => ask(deed(args)),
    onSuccess: (now) => {
      queries.setQueryData(key, now)
      void queries.invalidateQueries({ queryKey: ['segments', 'reach'] })
      toastDone(done)
    },
  })
}

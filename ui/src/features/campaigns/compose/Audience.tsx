import { Button, SegmentedControl, Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RuleBuilder } from '@/features/segments/rule/RuleBuilder'
import { EVERYONE, sameRule } from '@/features/segments/rule/tree'
import { useRule } from '@/features/segments/rule/useRule'
import type { FieldView, SegmentView } from '@/host'
import { Notice } from '@/kit'
import classes from './Composer.module.css'
import { type PartProps, partOf } from './parts'

type AudienceProps = PartProps & { onUnfinished: (count: number) => void }

/** Who gets it: a saved segment or a rule of the campaign's own, less a segment to leave out. */
export const Audience = partOf(
  ['segment_name', 'rule', 'exclude'],
  function Audience({ draft, choices, onChange, onUnfinished }: AudienceProps) {
    const { t } = useTranslation()
    const [from, setFrom] = useState<'segment' | 'rule'>(draft.segment_name ? 'segment' : 'rule')
    const turn = (next: 'segment' | 'rule') => {
      setFrom(next)
      onUnfinished(0)
      if (next === 'rule') onChange({ segment_name: '' })
    }
    return (
      <div className={classes.fields}>
        <SegmentedControl
          size="xs"
          aria-label={t('compose.from.label')}
          transitionDuration={0}
          data={[
            { value: 'segment', label: t('compose.from.segment') },
            { value: 'rule', label: t('compose.from.rule') },
          ]}
          value={from}
          onChange={(next) => turn(next as 'segment' | 'rule')}
        />
        {from === 'segment' ? (
          <SavedSegment draft={draft} choices={choices} onChange={onChange} />
        ) : (
          <OwnRule
            begun={draft.rule}
            fields={choices.fields}
            onUnfinished={onUnfinished}
            onRule={(rule) => onChange({ rule })}
          />
        )}
        <LeaveOut
          exclude={draft.exclude}
          segments={choices.segments}
          onChange={(exclude) => onChange({ exclude })}
        />
      </div>
    )
  },
)

function SavedSegment({ draft, choices: { segments }, onChange }: PartProps) {
  const { t } = useTranslation()
  if (segments.length === 0) return <p className={classes.note}>{t('compose.noSegments')}</p>
  const chosen = segments.find((one) => one.name === draft.segment_name)
  const take = ({ name, rule }: SegmentView) => onChange({ segment_name: name, rule })
  const names = segments.map(({ name }) => name)
  // A segment that was deleted since keeps its name here: the draft still has its rule.
  const data = draft.segment_name && !chosen ? [...names, draft.segment_name] : names
  return (
    <>
      <Select
        label={t('compose.segment')}
        placeholder={t('compose.segmentPick')}
        searchable
        data={data}
        value={draft.segment_name || null}
        onChange={(name) => {
          const picked = segments.find((one) => one.name === name)
          if (picked) take(picked)
        }}
      />
      {chosen && !sameRule(chosen.rule, draft.rule) ? (
        <Notice
          tone="warn"
          title={t('compose.segmentMoved')}
          action={
            <Button variant="default" size="xs" onClick={() => take(chosen)}>
              {t('compose.segmentTake')}
            </Button>
          }
        >
          {t('compose.segmentMovedText')}
        </Notice>
      ) : null}
    </>
  )
}

interface OwnRuleProps {
  begun: string
  fields: FieldView[]
  onRule: (rule: string) => void
  onUnfinished: (count: number) => void
}

function OwnRule({ begun, fields, onRule, onUnfinished }: OwnRuleProps) {
  const [first] = useState(begun || EVERYONE)
  const rule = useRule(first, fields)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a changed rule is told, not a changed listener
  useEffect(() => {
    if (!sameRule(rule.text, begun)) onRule(rule.text)
  }, [rule.text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => onUnfinished(rule.unfinished), [rule.unfinished])
  return <RuleBuilder rule={rule} fields={fields} />
}

interface LeaveOutProps {
  exclude: string
  segments: SegmentView[]
  onChange: (exclude: string) => void
}

const NOBODY = 'nobody'
const OWN = 'own'

function LeaveOut({ exclude, segments, onChange }: LeaveOutProps) {
  const { t } = useTranslation()
  const chosen = segments.find(({ rule }) => exclude !== '' && sameRule(rule, exclude))
  const own = exclude !== '' && !chosen
  const data = [
    { value: NOBODY, label: t('compose.leaveOutNobody') },
    ...(own ? [{ value: OWN, label: t('compose.leaveOutOwn') }] : []),
    ...segments.map(({ id, name }) => ({ value: String(id), label: name })),
  ]
  return (
    <Select
      label={t('compose.leaveOut')}
      description={t('compose.leaveOutHint')}
      data={data}
      value={chosen ? String(chosen.id) : own ? OWN : NOBODY}
      onChange={(value) => {
        if (value !== OWN) onChange(segments.find(({ id }) => String(id) === value)?.rule ?? '')
      }}
    />
  )
}

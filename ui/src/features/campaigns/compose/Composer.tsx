import { memo, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReachPanel as Reach } from '@/features/segments/reach/ReachPanel'
import type { FieldView, SegmentView, SenderView } from '@/host'
import { PageFrame, Problem } from '@/kit'
import { Audience } from './Audience'
import { BodyEditor } from './BodyEditor'
import classes from './Composer.module.css'
import { ComposerActions } from './ComposerActions'
import { Counted } from './Counted'
import type { Draft } from './draft'
import { Pace } from './Pace'
import { Part } from './Part'
import { Sender } from './Sender'
import { TestText } from './TestText'
import { useAutosave } from './useAutosave'
import { useCompose } from './useCompose'
import { What } from './What'

export interface Choices {
  fields: FieldView[]
  segments: SegmentView[]
  senders: SenderView[]
}

const ReachPanel = memo(Reach)

interface ComposerProps {
  begun: Draft
  /** The part to begin at, where a check led here. */
  at?: string | undefined
  id: number | undefined
  choices: Choices
  onMade: (id: number) => void
}

/** Writing left, and what it means for the real audience right, live. */
export function Composer({ begun, at, id, choices, onMade }: ComposerProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(begun)
  const [unfinished, setUnfinished] = useState(0)
  const change = useCallback((part: Partial<Draft>) => setDraft((was) => ({ ...was, ...part })), [])
  const spell = useCallback((body: string) => change({ body }), [change])
  const saving = useAutosave(draft, id, onMade)
  const compose = useCompose(draft)
  const { rule, exclude, purpose } = draft
  const audience = useMemo(() => ({ rule, exclude, purpose }), [rule, exclude, purpose])
  const parts = { draft, choices, onChange: change }
  return (
    <PageFrame
      title={draft.name.trim() || t('compose.newTitle')}
      lead={t('compose.lead')}
      actions={<ComposerActions name={draft.name} saving={saving} />}
    >
      <div className={classes.composer}>
        <div className={classes.main}>
          {saving.state === 'failed' ? <Problem thrown={saving.problem} /> : null}
          <Part name="what" at={at} title={t('compose.what')}>
            <What {...parts} />
          </Part>
          <Part name="audience" at={at} title={t('compose.audience')}>
            <Audience {...parts} onUnfinished={setUnfinished} />
          </Part>
          <Part name="sender" at={at} title={t('compose.sender.title')}>
            <Sender {...parts} />
          </Part>
          <Part name="text" at={at} title={t('compose.text')}>
            <BodyEditor body={draft.body} onChange={spell} problem={compose.problem} />
            <TestText draft={draft} save={saving.flush} />
          </Part>
          <Part name="pace" at={at} title={t('compose.pace.title')}>
            <Pace {...parts} />
          </Part>
        </div>
        <div className={classes.beside}>
          <Counted
            empty={draft.body.trim() === ''}
            view={compose.view}
            stale={compose.stale}
            error={compose.error}
            onSpell={spell}
          />
          <ReachPanel query={audience} unfinished={unfinished} />
        </div>
      </div>
    </PageFrame>
  )
}

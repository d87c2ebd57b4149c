import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReachPanel } from '@/features/segments/reach/ReachPanel'
import type { FieldView, SegmentView, SenderView } from '@/host'
import { FormSection, PageFrame, Problem } from '@/kit'
import { Audience } from './Audience'
import { BodyEditor } from './BodyEditor'
import classes from './Composer.module.css'
import { ComposerActions } from './ComposerActions'
import { Counted } from './Counted'
import type { Draft } from './draft'
import { Pace } from './Pace'
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

interface ComposerProps {
  begun: Draft
  id: number | undefined
  choices: Choices
  onMade: (id: number) => void
}

/** Writing left, and what it means for the real audience right, live. */
export function Composer({ begun, id, choices, onMade }: ComposerProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(begun)
  const [unfinished, setUnfinished] = useState(0)
  const change = (part: Partial<Draft>) => setDraft((was) => ({ ...was, ...part }))
  const saving = useAutosave(draft, id, onMade)
  const compose = useCompose(draft)
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
          <FormSection title={t('compose.what')}>
            <What {...parts} />
          </FormSection>
          <FormSection title={t('compose.audience')}>
            <Audience {...parts} onUnfinished={setUnfinished} />
          </FormSection>
          <FormSection title={t('compose.sender.title')}>
            <Sender {...parts} />
          </FormSection>
          <FormSection title={t('compose.text')}>
            <BodyEditor body={draft.body} onChange={(body) => change({ body })} problem={compose.problem} />
            <TestText draft={draft} save={saving.flush} />
          </FormSection>
          <FormSection title={t('compose.pace.title')}>
            <Pace {...parts} />
          </FormSection>
        </div>
        <div className={classes.beside}>
          <Counted draft={draft} compose={compose} onSpell={(body) => change({ body })} />
          <ReachPanel
            query={{ rule: draft.rule, exclude: draft.exclude, purpose: draft.purpose }}
            unfinished={unfinished}
          />
        </div>
      </div>
    </PageFrame>
  )
}

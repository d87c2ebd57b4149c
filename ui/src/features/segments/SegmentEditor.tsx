import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, commands, type FieldView, type Scope, type SegmentView } from '@/host'
import { ConfirmDeed, PageFrame, Panel, Problem, toastDone } from '@/kit'
import { DeleteSegment } from './DeleteSegment'
import { useSegments } from './queries'
import { PurposeSwitch } from './reach/PurposeSwitch'
import { ReachPanel } from './reach/ReachPanel'
import { RuleBuilder } from './rule/RuleBuilder'
import { sameRule } from './rule/tree'
import { type RuleState, useRule } from './rule/useRule'
import { ruleWords } from './rule/words'
import classes from './Segments.module.css'
import { Starters } from './Starters'

interface SegmentEditorProps {
  /** The segment as it was opened; nothing for a new one. */
  saved: SegmentView | undefined
  rule: string
  fields: FieldView[]
}

/** A name, a rule, and what the rule means right now. */
export function SegmentEditor({ saved, rule: begun, fields }: SegmentEditorProps) {
  const { t } = useTranslation()
  const rule = useRule(begun, fields)
  const [name, setName] = useState(saved?.name ?? '')
  const [purpose, setPurpose] = useState<Scope>('promotional')
  const [tried, setTried] = useState(false)
  const saving = useSaving(saved, name.trim(), rule)
  const [leaving, setLeaving] = useState(false)
  const navigate = useNavigate()
  const changed = !saved || name.trim() !== saved.name || !sameRule(rule.text, saved.rule)
  const start = () => {
    setTried(true)
    if (name.trim()) saving.start()
  }
  const renamed = saved !== undefined && name.trim() !== '' && name.trim() !== saved.name
  return (
    <PageFrame
      title={saved?.name ?? t('segments.newTitle')}
      lead={t(changed ? 'segments.unsaved' : 'segments.savedNote')}
      actions={
        <>
          {saved ? (
            <Button variant="default" onClick={() => setLeaving(true)}>
              {t('segments.delete')}
            </Button>
          ) : null}
          <Button onClick={start} loading={saving.busy} disabled={!changed}>
            {t(renamed ? 'segments.saveAsNew' : 'segments.save')}
          </Button>
        </>
      }
    >
      <div className={classes.editor}>
        <div className={classes.main}>
          {saving.error ? <Problem thrown={saving.error} /> : null}
          <TextInput
            label={t('segments.name')}
            description={t('segments.nameHint')}
            placeholder={t('segments.nameExample')}
            maxLength={120}
            value={name}
            error={tried && !name.trim() ? t('segments.nameMissing') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Panel title={t('segments.who')}>
            <RuleBuilder rule={rule} fields={fields} />
            {rule.tree && rule.tree.nodes.length === 0 ? (
              <Starters fields={fields} onPick={rule.change} />
            ) : null}
            {rule.tree && rule.tree.nodes.length > 0 ? (
              <p className={classes.sentence}>
                <strong>{t('segments.inWords')}:</strong> {ruleWords(rule.tree, fields)}
              </p>
            ) : null}
          </Panel>
        </div>
        <div className={classes.beside}>
          <ReachPanel
            query={{ rule: rule.text, exclude: '', purpose }}
            unfinished={rule.unfinished}
            above={<PurposeSwitch purpose={purpose} onChange={setPurpose} />}
          />
        </div>
      </div>
      <ConfirmDeed
        opened={saving.asks}
        title={t('segments.replaceTitle', { name: name.trim() })}
        deed={t('segments.replaceDeed')}
        onConfirm={saving.replace}
        onClose={saving.leave}
      >
        {t('segments.replaceText')}
      </ConfirmDeed>
      <DeleteSegment
        segment={leaving ? saved : undefined}
        onClose={() => setLeaving(false)}
        onDone={() => void navigate({ to: '/segments' })}
      />
    </PageFrame>
  )
}

/** Saves under the name; a name that another segment has is asked about first, because saving replaces it. */
function useSaving(saved: SegmentView | undefined, name: string, rule: RuleState) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const others = useSegments().data?.filter((one) => one.id !== saved?.id) ?? []
  const [asks, setAsks] = useState(false)
  const save = useMutation({
    mutationFn: () => ask(commands.segmentSave({ name, rule: rule.text })),
    onSuccess: async (view) => {
      queries.setQueryData<SegmentView[]>(['segments', 'list'], (list = []) =>
        list.some((one) => one.id === view.id)
          ? list.map((one) => (one.id === view.id ? view : one))
          : [...list, view],
      )
      toastDone(t('segments.saved', { name: view.name }))
      await navigate({ to: '/segments/$id', params: { id: String(view.id) }, replace: true })
    },
  })
  const run = () => {
    setAsks(false)
    save.mutate()
  }
  return {
    asks,
    busy: save.isPending,
    error: save.error,
    start: () => (others.some((one) => one.name === name) ? setAsks(true) : run()),
    replace: run,
    leave: () => setAsks(false),
  }
}

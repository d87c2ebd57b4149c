import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReachFigures } from '@/features/segments/reach/ReachPanel'
import type { CampaignView, CheckPage as Checked } from '@/host'
import { Answered, formatMoment, LinkButton, Notice, PageFrame, Panel, StatNumber } from '@/kit'
import { PhoneText } from '../compose/Phone'
import { useCampaign, useCheck } from '../queries'
import { Approval } from './Approval'
import classes from './Check.module.css'
import { CheckList } from './CheckList'

/** The review before approval: every check, who gets it, what it costs, and the deed itself. */
export function CheckPage() {
  const { t } = useTranslation()
  const id = Number(useParams({ from: '/campaigns/$id/check' }).id)
  const campaign = useCampaign(id)
  const name = campaign.data?.line.name ?? ''
  const draft = campaign.data?.line.state === 'draft'
  return (
    <PageFrame
      title={t('check.title', { name })}
      lead={t('check.lead')}
      actions={
        draft ? (
          <>
            <LinkButton to="/campaigns/$id/rehearsal" params={{ id: String(id) }} variant="default">
              {t('rehearsal.rehearse')}
            </LinkButton>
            <LinkButton to="/campaigns/$id/edit" params={{ id: String(id) }} variant="default">
              {t('check.edit')}
            </LinkButton>
          </>
        ) : null
      }
    >
      <Answered query={campaign}>
        {(view) => (view.line.state === 'draft' ? <Review id={id} campaign={view} /> : <Approved id={id} />)}
      </Answered>
    </PageFrame>
  )
}

function Approved({ id }: { id: number }) {
  const { t } = useTranslation()
  return (
    <Notice
      tone="info"
      title={t('check.gone.title')}
      action={
        <LinkButton to="/campaigns/$id" params={{ id: String(id) }} size="xs">
          {t('check.gone.watch')}
        </LinkButton>
      }
    >
      {t('check.gone.text')}
    </Notice>
  )
}

function Review({ id, campaign }: { id: number; campaign: CampaignView }) {
  const { t } = useTranslation()
  const check = useCheck(id)
  const [moved, setMoved] = useState(false)
  return (
    <Answered query={check} lines={10}>
      {(page) => (
        <>
          {moved ? (
            <div className={classes.moved} role="alert">
              <Notice tone="warn" title={t('check.moved.title')}>
                {t('check.moved.text')}
              </Notice>
            </div>
          ) : null}
          <div className={classes.review} aria-busy={check.isFetching}>
            <div className={classes.main}>
              <CheckList checks={page.checks} campaign={id} />
              <Previews page={page} />
            </div>
            <div className={classes.beside}>
              <Figures page={page} />
              <Panel title={t('check.reach')}>
                <div className={classes.reach}>
                  <ReachFigures reach={page.reach} query={audienceOf(campaign)} stale={check.isFetching} />
                </div>
              </Panel>
            </div>
          </div>
          <Approval
            page={page}
            name={campaign.line.name}
            checking={check.isFetching}
            onAgain={() => void check.refetch()}
            onMoved={() => {
              setMoved(true)
              void check.refetch()
            }}
          />
        </>
      )}
    </Answered>
  )
}

const audienceOf = ({ rule, exclude, line }: CampaignView) => ({ rule, exclude, purpose: line.purpose })

function Figures({ page }: { page: Checked }) {
  const { t } = useTranslation()
  const finish = page.finishes_at ? formatMoment(page.finishes_at) : t('check.finishNever')
  return (
    <Panel title={t('check.figures')}>
      <div className={classes.figures}>
        <StatNumber label={t('check.cost')} value={page.cost} />
        <StatNumber label={t('check.parts')} value={page.parts} />
        <StatNumber label={t('check.finish')} value={finish} />
      </div>
    </Panel>
  )
}

function Previews({ page: { previews } }: { page: Checked }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('check.previews')}>
      {previews.length === 0 ? <p className={classes.note}>{t('check.noPreviews')}</p> : null}
      <div className={classes.previews}>
        {previews.map((preview) => (
          <PhoneText key={`${preview.why}-${preview.who}`} preview={preview} forced={[]} />
        ))}
      </div>
    </Panel>
  )
}

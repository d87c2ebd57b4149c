import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, type CheckPage, commands, problemOf } from '@/host'
import { ConfirmDeed, formatMoment, Problem } from '@/kit'
import classes from './Check.module.css'

interface ApprovalProps {
  page: CheckPage
  name: string
  /** The numbers are being worked out again: what stands here must not be approved meanwhile. */
  checking: boolean
  onAgain: () => void
  /** The core refused because what was shown is no longer so. */
  onMoved: () => void
}

/** The deed. Its button says what the core says, and the reason why it cannot be done stands beside it. */
export function Approval({ page, name, checking, onAgain, onMoved }: ApprovalProps) {
  const { t } = useTranslation()
  const [asks, setAsks] = useState(false)
  const approving = useApproving(page, () => {
    setAsks(false)
    onMoved()
  })
  const barred = useBarred(page, checking)
  const ready = useReady(page)
  const close = () => {
    setAsks(false)
    approving.reset()
  }
  return (
    <section className={classes.approval} aria-label={t('check.approve.label')}>
      <p className={classes.reason} data-barred={barred !== undefined} role="status">
        {barred ?? ready}
      </p>
      <Button variant="default" loading={checking} onClick={onAgain}>
        {t('check.again')}
      </Button>
      <Button disabled={barred !== undefined} onClick={() => setAsks(true)}>
        {page.deed}
      </Button>
      <ConfirmDeed
        opened={asks}
        title={t('check.approve.title', { name })}
        deed={page.deed}
        busy={approving.isPending}
        barred={barred}
        onConfirm={() => approving.mutate()}
        onClose={close}
      >
        <ul className={classes.facts}>
          <li>{t('check.approve.people', { count: page.reach.will_receive })}</li>
          <li>{t('check.approve.cost', { cost: page.cost })}</li>
          {page.finishes_at ? (
            <li>{t('check.approve.done', { when: formatMoment(page.finishes_at) })}</li>
          ) : null}
        </ul>
        <p>{t('check.approve.final')}</p>
        {approving.isError ? <Problem thrown={approving.error} /> : null}
      </ConfirmDeed>
    </section>
  )
}

/** Approves exactly what was seen: this revision, this many people, this seal. */
function useApproving({ id, revision, reach, seal }: CheckPage, onMoved: () => void) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const approving = useMutation({
    mutationFn: () => ask(commands.campaignApprove({ id, revision, recipients: reach.will_receive, seal })),
    onSuccess: async () => {
      await navigate({ to: '/campaigns/$id', params: { id: String(id) } })
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      void queries.invalidateQueries({ queryKey: ['today'] })
    },
    onError: (thrown) => {
      if (!['reach_changed', 'campaign_changed', 'checks_block'].includes(problemOf(thrown)?.code ?? ''))
        return
      approving.reset()
      onMoved()
    },
  })
  return approving
}

function useBarred(page: CheckPage, checking: boolean): string | undefined {
  const { t } = useTranslation()
  if (checking) return t('check.checking')
  if (page.blocks > 0) return t('check.approve.blocked', { count: page.blocks })
  return page.reach.will_receive === 0 ? t('check.approve.nobody') : undefined
}

function useReady({ warnings }: CheckPage): string {
  const { t } = useTranslation()
  const ready = t('check.approve.ready')
  return warnings > 0 ? `${t('check.approve.readyWarn', { count: warnings })} ${ready}` : ready
}

import { Button } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellEdit, ImportRequest, ProblemView } from '@/host'
import { StateBadge } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './import.module.css'
import { ProblemRows } from './ProblemRows'
import { Remedies, useRemedy } from './Remedies'

interface ProblemCardProps {
  problem: ProblemView
  /** The remedy that the owner has just chosen or has chosen before; empty if none. */
  chosen: string
  /** The numbers belong to an earlier choice. */
  stale: boolean
  request: ImportRequest
  onRepair: (remedy: string | null) => void
  onEdit: (cell: Pick<CellEdit, 'row' | 'column'>, text: string) => void
}

/** One problem: how many rows have it, what can be done about all of them, and the rows themselves. */
export function ProblemCard({ problem, chosen, stale, request, onRepair, onEdit }: ProblemCardProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const title = useId()
  const { kind, open: left, mended } = problem
  const count = left + mended
  const words = t('imports.problems.titled', {
    title: worded('imports.problems.title', kind),
    rows: t('kit.rows', { count }),
  })
  const remedy = useRemedy()
  const deeds = useRef<HTMLDivElement>(null)
  const acted = useRef(false)
  // The pressed button gives way to the one that undoes it, and the other way round: the focus stays with them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the choice
  useEffect(() => {
    if (acted.current) deeds.current?.querySelector<HTMLElement>('button, input')?.focus()
    acted.current = false
  }, [chosen])
  const repair = (word: string | null) => {
    acted.current = true
    onRepair(word)
  }
  return (
    <section className={classes.problem} aria-labelledby={title} aria-busy={stale} data-stale={stale}>
      <header>
        <h3 id={title}>{words}</h3>
        <StateBadge tone={left === 0 ? 'good' : 'warn'}>
          {left === 0 ? t('imports.problems.allMended') : t('imports.problems.left', { count: left })}
        </StateBadge>
      </header>
      <p className={classes.hint}>{worded('imports.problems.why', kind)}</p>
      <div ref={deeds}>
        {chosen === '' ? (
          <Remedies problem={problem} onRepair={repair} />
        ) : (
          <div className={classes.deeds}>
            <span role="status">
              {stale || problem.chosen !== chosen
                ? t('imports.preview.counting')
                : t('imports.problems.done', { remedy: remedy(problem, chosen), count: mended })}
            </span>
            <Button
              size="xs"
              variant="default"
              aria-label={t('imports.problems.takeBackOf', { title: words })}
              onClick={() => repair(null)}
            >
              {t('imports.problems.takeBack')}
            </Button>
          </div>
        )}
      </div>
      <div>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={open}
          aria-label={t(open ? 'imports.problems.hideOf' : 'imports.problems.showOf', { title: words })}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'imports.problems.hide' : 'imports.problems.show')}
        </Button>
      </div>
      {open ? <ProblemRows kind={kind} label={words} request={request} onEdit={onEdit} /> : null}
    </section>
  )
}

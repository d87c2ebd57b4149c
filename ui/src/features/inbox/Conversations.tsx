import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationLine } from '@/host'
import { EmptyState, formatMoment, formatNumber, StateBadge } from '@/kit'
import { worded } from '@/strings/worded'
import { Body } from './Body'
import classes from './inbox.module.css'
import { type Tab, tabs, toneOf, within } from './tabs'

interface ConversationsProps {
  all: ConversationLine[]
  tab: Tab
  onTab: (tab: Tab) => void
  chosen: number | undefined
  onChoose: (id: number) => void
}

/** Who wrote, the last first. */
export function Conversations({ all, tab, onTab, chosen, onChoose }: ConversationsProps) {
  const { t } = useTranslation()
  const lines = within(tab, all)
  const data = tabs.map((value) => ({
    value,
    label: `${t(`inbox.tabs.${value}`)} ${formatNumber(within(value, all).length)}`,
  }))
  return (
    <div className={classes.side}>
      <div className={classes.tabs}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('inbox.tabs.label')}
          transitionDuration={0}
          data={data}
          value={tab}
          onChange={(next) => onTab(next as Tab)}
        />
      </div>
      {lines.length === 0 ? (
        <EmptyState
          kind={tab === 'needs_reply' ? 'cleared' : 'no-results'}
          title={t(`inbox.none.${tab}`)}
          description={t('inbox.none.hint')}
        />
      ) : (
        <ul className={classes.list} aria-label={t('inbox.list')}>
          {lines.map((line) => (
            <li key={line.id}>
              <Line line={line} chosen={line.id === chosen} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Line({
  line,
  chosen,
  onChoose,
}: {
  line: ConversationLine
  chosen: boolean
  onChoose: (id: number) => void
}) {
  return (
    <button
      type="button"
      className={classes.line}
      aria-current={chosen}
      data-conversation={line.id}
      onClick={() => onChoose(line.id)}
    >
      <span className={classes.top}>
        <strong>
          <bdi>{line.name || line.number}</bdi>
        </strong>
        <time dateTime={line.last_at}>{formatMoment(line.last_at)}</time>
      </span>
      <span className={classes.bottom}>
        <span className={classes.last}>
          <Body text={line.last_text} />
        </span>
        <StateBadge tone={toneOf(line.state)}>{worded('inbox.state', line.state)}</StateBadge>
      </span>
    </button>
  )
}

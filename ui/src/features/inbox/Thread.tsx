import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView, TextView } from '@/host'
import { Answered, formatMoment } from '@/kit'
import { worded } from '@/strings/worded'
import { Answer } from './Answer'
import { Body } from './Body'
import classes from './inbox.module.css'
import { useConversation } from './queries'

interface ThreadProps {
  id: number
  onDone: (id: number) => void
}

/** One conversation: everything said both ways, and the place to answer. */
export function Thread({ id, onDone }: ThreadProps) {
  return (
    <Answered query={useConversation(id)} lines={8}>
      {(conversation) => <Said conversation={conversation} onDone={onDone} />}
    </Answered>
  )
}

function Said({ conversation, onDone }: { conversation: ConversationView; onDone: ThreadProps['onDone'] }) {
  const { t } = useTranslation()
  const { line, texts } = conversation
  const who = line.name || line.number
  const end = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text brings the end into view
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [texts.length])
  return (
    <div className={classes.thread}>
      <header className={classes.who}>
        <div>
          <h2>
            <Link to="/contacts/$id" params={{ id: String(line.id) }}>
              <bdi>{who}</bdi>
            </Link>
          </h2>
          {line.name ? <p>{line.number}</p> : null}
        </div>
        {line.state === 'needs_reply' ? (
          <Button
            variant="default"
            size="xs"
            aria-label={t('inbox.doneName', { who })}
            onClick={() => onDone(line.id)}
          >
            {t('inbox.done')}
          </Button>
        ) : null}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long thread is scrolled with the keys */}
      <ol className={classes.texts} aria-label={t('inbox.texts', { who })} tabIndex={0}>
        {texts.map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts only ever join at the end
          <Text key={at} text={text} />
        ))}
        <li ref={end} aria-hidden="true" />
      </ol>
      <Answer conversation={conversation} />
    </div>
  )
}

const SYSTEM = ['opt_out', 'probable_opt_out', 'opt_in', 'help']

function Text({ text }: { text: TextView }) {
  const { t } = useTranslation()
  const { inbound, body, at, state, reason, campaign, kind } = text
  const about = [
    inbound ? t('inbox.them') : worded('inbox.from', kind),
    formatMoment(at),
    inbound ? '' : worded('watch.state', state),
    !inbound && campaign ? t('inbox.campaign', { name: campaign }) : '',
  ]
  return (
    <>
      <li className={classes.text} data-inbound={inbound}>
        <Body text={body} />
        <span className={classes.about}>{about.filter(Boolean).join(' · ')}</span>
      </li>
      {inbound && SYSTEM.includes(state) ? (
        <li className={classes.system} data-verdict={state}>
          {worded('inbox.system', state)}
          {reason ? (
            <span className={classes.because}>{t('inbox.system.because', { because: reason })}</span>
          ) : null}
        </li>
      ) : null}
    </>
  )
}

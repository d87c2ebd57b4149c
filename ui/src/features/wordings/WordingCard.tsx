import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WordingView } from '@/host'
import { Panel, StateBadge } from '@/kit'
import { WordingForm } from './WordingForm'
import classes from './wordings.module.css'

/** One wording: its exact words, who agreed to them, and what they promise. */
export function WordingCard({ wording }: { wording: WordingView }) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  const { stated, name, version, id } = wording
  const title = stated ? t('wordings.version', { name, version }) : t('wordings.unnamed', { id })
  return (
    <Panel title={title}>
      <blockquote className={classes.words}>{wording.words}</blockquote>
      <p className={classes.facts}>
        {stated ? null : <StateBadge tone="warn">{t('wordings.unstated')}</StateBadge>}
        {stated ? <span>{t(`wordings.place.${wording.place as 'form'}`)}</span> : null}
        <span>{t('wordings.people', { count: wording.people })}</span>
        <span>{t('wordings.id', { id })}</span>
      </p>
      {changing ? (
        <WordingForm wording={wording} onDone={() => setChanging(false)} />
      ) : (
        <>
          <Promised wording={wording} />
          <Button
            size="xs"
            variant="default"
            aria-label={`${t(stated ? 'wordings.change' : 'wordings.say')}: ${title}`}
            onClick={() => setChanging(true)}
          >
            {t(stated ? 'wordings.change' : 'wordings.say')}
          </Button>
        </>
      )}
    </Panel>
  )
}

function Promised({ wording: { kinds, per_month, stated } }: { wording: WordingView }) {
  const { t } = useTranslation()
  const named = kinds.map((kind) => t(`wordings.kind.${kind}`)).join(', ')
  const number =
    per_month === null || per_month === undefined
      ? t('wordings.noNumber')
      : t('wordings.number', { count: per_month })
  return (
    <p className={classes.promise}>
      {t(stated ? 'wordings.promises' : 'wordings.reads')} {named || t('wordings.noKind')}. {number}{' '}
      {kinds.includes('cart_reminder') ? t('wordings.cartsNamed') : t('wordings.cartsNotNamed')}
    </p>
  )
}

import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PreviewText } from '@/host'
import { worded } from '@/strings/worded'
import classes from './Phone.module.css'

interface PhoneProps {
  previews: PreviewText[]
  /** Characters that force Unicode. */
  forced: string[]
}

/** The text on the phone of one real person, with a switch between a few of them. */
export function Phone({ previews, forced }: PhoneProps) {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  const shown = previews.find((one) => one.why === why) ?? previews[0]
  if (!shown) return null
  const kinds = [...new Set(previews.map((one) => one.why))]
  return (
    <div className={classes.place}>
      {kinds.length > 1 ? (
        <SegmentedControl
          fullWidth
          size="xs"
          transitionDuration={0}
          aria-label={t('compose.phone.pick')}
          data={kinds.map((value) => ({ value, label: worded('compose.phone', value) }))}
          value={shown.why}
          onChange={setWhy}
        />
      ) : null}
      <PhoneText preview={shown} forced={forced} />
    </div>
  )
}

/** One text as it will arrive. It is shown as text only, whatever it says. */
export function PhoneText({ preview, forced }: { preview: PreviewText; forced: string[] }) {
  const { t } = useTranslation()
  const marks = preview.encoding === 'UCS-2' ? forced : []
  const pieces = marked(preview.text, marks)
  return (
    <figure className={classes.phone}>
      <figcaption className={classes.who}>{preview.who}</figcaption>
      <p className={classes.bubble}>
        {pieces.map((piece) =>
          piece.forced ? <mark key={piece.at}>{piece.text}</mark> : <span key={piece.at}>{piece.text}</span>,
        )}
      </p>
      <div className={classes.about}>
        {t('compose.phone.parts', { count: preview.parts })} ·{' '}
        {t('compose.phone.about', { encoding: preview.encoding, units: preview.units })}
        {pieces.some((piece) => piece.forced) ? <div>{t('compose.phone.forced')}</div> : null}
      </div>
    </figure>
  )
}

export interface Piece {
  at: number
  text: string
  forced: boolean
}

/** The text cut where characters that force Unicode begin and end. */
export function marked(text: string, forced: string[]): Piece[] {
  const pieces: Piece[] = []
  for (const [at, character] of [...text].entries()) {
    const is = forced.includes(character)
    const last = pieces.at(-1)
    if (last && last.forced === is) last.text += character
    else pieces.push({ at, text: character, forced: is })
  }
  return pieces
}

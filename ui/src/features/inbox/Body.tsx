import { useTranslation } from 'react-i18next'
import classes from './inbox.module.css'
import { pieces } from './visible'

/** Somebody else's words: as text only, kept from turning the text around it, with nothing unseen. */
export function Body({ text }: { text: string }) {
  const { t } = useTranslation()
  return (
    <bdi className={classes.body}>
      {pieces(text).map((piece, at) =>
        'text' in piece ? (
          piece.text
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
            key={at}
            role="img"
            className={classes.unseen}
            aria-label={t('inbox.invisible', { code: piece.unseen })}
          >
            {piece.unseen}
          </span>
        ),
      )}
    </bdi>
  )
}

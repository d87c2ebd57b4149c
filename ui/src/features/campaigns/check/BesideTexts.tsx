import { useTranslation } from 'react-i18next'
import type { Beside } from '@/host'
import { formatMoment } from '@/kit'
import classes from './Check.module.css'

/** Two texts beside each other, so that the owner judges for themselves how alike they are. */
export function BesideTexts({ beside }: { beside: Beside }) {
  const { t } = useTranslation()
  const when = formatMoment(beside.other_at)
  return (
    <div className={classes.twoTexts}>
      <figure>
        <figcaption>{t('check.beside.this')}</figcaption>
        <blockquote>{beside.this}</blockquote>
      </figure>
      <figure>
        <figcaption>{t('check.beside.other', { name: beside.other_name, when })}</figcaption>
        <blockquote>{beside.other}</blockquote>
      </figure>
    </div>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { watchDrops } from '@/host'
import { Sign, toastProblem } from '@/kit'
import classes from './DropToImport.module.css'

const IMPORTABLE = /\.(csv|tsv|txt)$/i

/** What a drop can lead to: the one file to import, or the word for why not. */
export function dropped(paths: string[]): { file: string } | { refused: 'several' | 'kind' } | undefined {
  const [file, ...others] = paths
  if (file === undefined) return undefined
  if (others.length > 0) return { refused: 'several' }
  return IMPORTABLE.test(file) ? { file } : { refused: 'kind' }
}

/** A file held over the window anywhere leads to the import; nothing is saved by dropping. */
export function DropToImport() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [over, setOver] = useState(false)
  const take = (paths: string[]) => {
    const found = dropped(paths)
    if (!found) return
    if ('file' in found) return void navigate({ to: '/contacts/import', search: { file: found.file } })
    toastProblem({
      code: '',
      message: t(`app.drop.${found.refused}`),
      hint: t(`app.drop.${found.refused}Hint`),
    })
  }
  const latest = useRef(take)
  latest.current = take
  useEffect(() => watchDrops({ over: setOver, dropped: (paths) => latest.current(paths) }), [])
  if (!over) return null
  return (
    <div className={classes.overlay} role="status">
      <div className={classes.words}>
        <Sign name="file" size={30} />
        <strong>{t('app.drop.title')}</strong>
        <span>{t('app.drop.kinds')}</span>
      </div>
    </div>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CellEdit } from '@/host'
import classes from './import.module.css'

interface CorrectionsProps {
  edits: CellEdit[]
  onTakeBack: (cell: CellEdit) => void
  onTakeAllBack: () => void
}

/** The cells that the owner has corrected, each with the way back. */
export function Corrections({ edits, onTakeBack, onTakeAllBack }: CorrectionsProps) {
  const { t } = useTranslation()
  if (edits.length === 0) return null
  return (
    <section className={classes.problem} aria-label={t('imports.corrections.title')}>
      <header>
        <h3>{t('imports.corrections.count', { count: edits.length })}</h3>
        <Button size="xs" variant="default" onClick={onTakeAllBack}>
          {t('imports.corrections.allBack')}
        </Button>
      </header>
      <ul className={classes.corrections}>
        {edits.map((edit) => (
          <li key={`${edit.row} ${edit.column}`}>
            <span>
              {t('imports.corrections.one', { row: edit.row, column: edit.column, text: edit.text })}
            </span>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('imports.corrections.backOf', { row: edit.row, column: edit.column })}
              onClick={() => onTakeBack(edit)}
            >
              {t('imports.problems.takeBack')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

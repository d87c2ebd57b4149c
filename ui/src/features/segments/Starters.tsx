import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type FieldKind, readRule, type Tree } from './rule/tree'
import classes from './Segments.module.css'

const starters = {
  recent: '{"all":[{"field":"last_order","op":"in_last_days","value":60}]}',
  lapsed:
    '{"all":[{"field":"last_order","op":"ever"},{"field":"last_order","op":"not_in_last_days","value":90}]}',
  best: '{"all":[{"field":"total_spent","op":"more_than","value":200}]}',
} as const

/** Rules to begin from, only those that the catalogue knows. */
export function Starters({ fields, onPick }: { fields: FieldKind[]; onPick: (tree: Tree) => void }) {
  const { t } = useTranslation()
  const known = (['recent', 'lapsed', 'best'] as const).flatMap((key) => {
    const tree = readRule(starters[key], fields)
    return tree ? [{ key, tree }] : []
  })
  if (known.length === 0) return null
  return (
    <div className={classes.starters}>
      <span>{t('segments.starters.lead')}</span>
      {known.map(({ key, tree }) => (
        <Button key={key} variant="default" size="xs" onClick={() => onPick(tree)}>
          {t(`segments.starters.${key}`)}
        </Button>
      ))}
    </div>
  )
}

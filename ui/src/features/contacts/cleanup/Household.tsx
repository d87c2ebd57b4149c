import { Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingLine, PersonName } from '@/host'
import { ConfirmDeed, LinkButton, Problem } from '@/kit'
import classes from './cleanup.module.css'
import { useRepair } from './queries'

const written = ({ first_name, last_name }: PersonName) => `${first_name} ${last_name}`.trim()

/** Several people under one number: who is greeted? */
export function Household({ line, onClose }: { line: FindingLine; onClose: () => void }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(line.detail === '' ? '0' : 'together')
  const repair = useRepair(onClose)
  const { id, number } = line.line
  const name = line.names[Number(chosen)]
  const greeted = chosen === 'together' ? line.detail : name ? written(name) : ''
  const wanted = { kind: 'shared_number', only: [id] }
  return (
    <ConfirmDeed
      opened
      title={t('cleanup.household.title', { number })}
      deed={
        greeted === '' ? t('cleanup.household.deedNameless') : t('cleanup.household.deed', { name: greeted })
      }
      busy={repair.isPending}
      onConfirm={() => repair.mutate(chosen === 'together' || !name ? wanted : { ...wanted, name })}
      onClose={onClose}
    >
      <Radio.Group value={chosen} onChange={setChosen} aria-label={t('cleanup.household.title', { number })}>
        <div className={classes.choices}>
          {line.detail === '' ? null : (
            <Radio value="together" label={t('cleanup.household.together', { name: line.detail })} />
          )}
          {line.names.map((one, at) => (
            <Radio
              key={`${one.first_name}|${one.last_name}`}
              value={String(at)}
              label={written(one) || t('cleanup.household.nameless')}
            />
          ))}
        </div>
      </Radio.Group>
      <LinkButton to="/contacts/$id" params={{ id: String(id) }} variant="default" size="xs">
        {t('cleanup.household.open')}
      </LinkButton>
      {repair.isError ? <Problem thrown={repair.error} /> : null}
    </ConfirmDeed>
  )
}

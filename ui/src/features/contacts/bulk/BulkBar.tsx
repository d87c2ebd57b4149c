import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactAsked } from '@/host'
import { type Choice, chosenContacts, chosenOf, nobody } from '../asked'
import classes from '../contacts.module.css'
import { ExportMenu } from '../ExportMenu'
import { type Asked, BulkDialog } from './BulkDialog'

interface BulkBarProps {
  asked: ContactAsked
  choice: Choice
  total: number
  onChoice: (choice: Choice) => void
}

/** What can be done to everybody chosen; stands above the rows while somebody is. */
export function BulkBar({ asked, choice, total, onChoice }: BulkBarProps) {
  const { t } = useTranslation()
  const [deed, setDeed] = useState<Asked>()
  const count = chosenOf(choice, total)
  if (count === 0) return null
  const chosen = chosenContacts(asked, choice, total)
  return (
    <section className={classes.bulk} aria-label={t('contacts.bulk.label')}>
      <strong aria-live="polite">{t('contacts.bulk.chosen', { count })}</strong>
      {count < total ? (
        <Button variant="subtle" size="xs" onClick={() => onChoice({ all: true, ids: new Set() })}>
          {t('contacts.bulk.takeAll', { count: total })}
        </Button>
      ) : null}
      <span className={classes.gap} />
      <Button variant="default" size="xs" onClick={() => setDeed('tag')}>
        {t('contacts.bulk.open.tag')}
      </Button>
      <Button variant="default" size="xs" onClick={() => setDeed('untag')}>
        {t('contacts.bulk.open.untag')}
      </Button>
      <ExportMenu chosen={chosen} size="xs" />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="xs">
            {t('contacts.bulk.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['take_off', 'suppress', 'erase'] as const).map((one) => (
            <Menu.Item key={one} onClick={() => setDeed(one)}>
              {t(`contacts.bulk.open.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="subtle" size="xs" onClick={() => onChoice(nobody)}>
        {t('contacts.bulk.none')}
      </Button>
      {deed ? (
        <BulkDialog
          key={deed}
          deed={deed}
          chosen={chosen}
          onClose={() => setDeed(undefined)}
          onDone={() => {
            setDeed(undefined)
            onChoice(nobody)
          }}
        />
      ) : null}
    </section>
  )
}

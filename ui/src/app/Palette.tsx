import { Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sign } from '@/kit'
import classes from './Palette.module.css'
import { pages } from './pages'
import { type Deed, useDeeds } from './useDeeds'

export interface Entry extends Deed {
  kind: string
}

/** Entries whose every typed word begins a word of the label. */
export function matching(entries: Entry[], typed: string): Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(({ label }) => {
    const parts = label.toLowerCase().split(/\s+/)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  })
}

interface PaletteProps {
  opened: boolean
  onClose: () => void
  onKeys: () => void
}

/** Ctrl-K: pages and commands by name. Opens without motion, answers on the key press. */
export function Palette({ opened, onClose, onKeys }: PaletteProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      padding={0}
      size={480}
      yOffset="14vh"
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('app.palette.title') } }}
    >
      <Finder onClose={onClose} onKeys={onKeys} />
    </Modal>
  )
}

function useEntries(onKeys: () => void): Entry[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const turns = pages.map((page) => ({
    key: page.key,
    label: t(`app.nav.${page.key}`),
    kind: t('app.palette.page'),
    sign: page.sign,
    run: () => void navigate({ to: page.path }),
  }))
  const kind = t('app.palette.deed')
  const keys = { key: 'keys', label: t('app.keys.title'), sign: 'info' as const, run: onKeys }
  return [...turns, ...[...useDeeds(), keys].map((deed) => ({ ...deed, kind }))]
}

function Finder({ onClose, onKeys }: Omit<PaletteProps, 'opened'>) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = matching(useEntries(onKeys), typed)
  const run = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((was) => Math.min(Math.max(found.length - 1, 0), Math.max(0, was + step)))
    if (event.key === 'Enter') run(found[at])
    if (step || event.key === 'Enter') event.preventDefault()
  }
  return (
    <>
      <input
        data-autofocus
        role="combobox"
        className={classes.input}
        placeholder={t('app.palette.placeholder')}
        aria-label={t('app.palette.placeholder')}
        aria-expanded={found.length > 0}
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant={found[at] ? `palette-${found[at].key}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 ? <p className={classes.none}>{t('app.palette.none')}</p> : null}
      <Choices found={found} at={at} onRun={run} label={t('app.palette.title')} />
    </>
  )
}

function Choices({
  found,
  at,
  onRun,
  label,
}: {
  found: Entry[]
  at: number
  onRun: (entry: Entry) => void
  label: string
}) {
  const chosen = found[at]?.key
  useEffect(() => {
    document.getElementById(`palette-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div
      id="palette-list"
      role="listbox"
      aria-label={label}
      className={classes.list}
      hidden={found.length === 0}
    >
      {found.map((entry, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the field above
        <div
          key={entry.key}
          id={`palette-${entry.key}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={classes.entry}
          onClick={() => onRun(entry)}
        >
          <Sign name={entry.sign} />
          <span className={classes.label}>{entry.label}</span>
          <span className={classes.kind}>{entry.kind}</span>
        </div>
      ))}
    </div>
  )
}

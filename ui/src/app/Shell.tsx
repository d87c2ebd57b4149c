import { ActionIcon, Tooltip } from '@mantine/core'
import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyNotice } from '@/features/doors/CopyNotice'
import { PracticeBadge } from '@/features/doors/PracticeBadge'
import { KeyHint, Sign } from '@/kit'
import { DropToImport } from './DropToImport'
import { useCoreEvents } from './events'
import { KeyList } from './KeyList'
import { useKeys } from './keys'
import { Palette } from './Palette'
import { pages } from './pages'
import classes from './Shell.module.css'

/** The window: navigation left, one page right, palette and key list above both. */
export function Shell() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [layer, setLayer] = useState<'none' | 'palette' | 'keys'>('none')
  useCoreEvents()
  const close = () => setLayer('none')
  const turn = Object.fromEntries(
    pages.map((page, at) => [`mod+${at + 1}`, () => void navigate({ to: page.path })]),
  )
  useKeys({
    ...turn,
    'mod+k': () => setLayer((was) => (was === 'palette' ? 'none' : 'palette')),
    'mod+n': () => void navigate({ to: '/campaigns/new' }),
    '?': () => setLayer('keys'),
  })
  return (
    <div className={classes.shell}>
      <button type="button" className={classes.skip} onClick={skipToPage}>
        {t('app.skip')}
      </button>
      <nav aria-label={t('app.nav.label')} className={classes.side}>
        <div className={classes.brand}>
          <Sign name="bell" size={22} />
          {t('app.name')}
        </div>
        <button type="button" className={classes.search} onClick={() => setLayer('palette')}>
          <Sign name="search" size={15} />
          <span>{t('app.palette.open')}</span>
          <KeyHint keys={['mod', 'K']} />
        </button>
        <Navigation />
        <PracticeBadge />
        <div className={classes.foot}>
          <Tooltip label={t('app.keys.open')}>
            <ActionIcon aria-label={t('app.keys.open')} onClick={() => setLayer('keys')}>
              ?
            </ActionIcon>
          </Tooltip>
        </div>
      </nav>
      <main id="page" className={classes.page} tabIndex={-1}>
        <CopyNotice />
        <Outlet />
      </main>
      <Palette opened={layer === 'palette'} onClose={close} onKeys={() => setLayer('keys')} />
      <KeyList opened={layer === 'keys'} onClose={close} />
      <DropToImport />
    </div>
  )
}

// A button: the address after "#" names the page, so a jump link would leave it.
function skipToPage() {
  document.querySelector<HTMLElement>('main h1')?.focus()
}

function Navigation() {
  const { t } = useTranslation()
  return (
    <div className={classes.nav}>
      {pages.map((page) => (
        <Link
          key={page.key}
          to={page.path}
          className={classes.item ?? ''}
          activeOptions={{ exact: page.path === '/' }}
          activeProps={{ 'aria-current': 'page' }}
        >
          <Sign name={page.sign} />
          {t(`app.nav.${page.key}`)}
        </Link>
      ))}
    </div>
  )
}

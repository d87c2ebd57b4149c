import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '@/kit'
import classes from './KeyList.module.css'

const list = [
  [['mod', 'K'], 'palette'],
  [['mod', '1–7'], 'pages'],
  [['mod', 'N'], 'newCampaign'],
  [['↑', '↓'], 'rows'],
  [['Enter'], 'enter'],
  [['J', 'K'], 'conversations'],
  [['E'], 'done'],
  [['Esc'], 'close'],
  [['?'], 'help'],
] as const

export function KeyList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('app.keys.title')}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <dl className={classes.keys}>
        {list.map(([keys, deed]) => (
          <div key={deed}>
            <dt>{t(`app.keys.${deed}`)}</dt>
            <dd>
              <KeyHint keys={[...keys]} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

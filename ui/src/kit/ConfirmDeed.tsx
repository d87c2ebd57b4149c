import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ConfirmDeed.module.css'

export interface ConfirmDeedProps {
  opened: boolean
  title: string
  children?: ReactNode
  /** The button's text: the deed itself, with its object. Never "OK". */
  deed: string
  /** Something is lost for good. */
  grave?: boolean
  busy?: boolean
  /** Why the deed cannot be done now, in words beside the button, which is then disabled. */
  barred?: string | undefined
  onConfirm: () => void
  onClose: () => void
}

export function ConfirmDeed(props: ConfirmDeedProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <div className={classes.body}>{props.children}</div>
      {props.barred ? <p className={classes.barred}>{props.barred}</p> : null}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={props.onClose} data-autofocus={props.grave ? true : undefined}>
          {t('kit.cancel')}
        </Button>
        <Button
          classNames={{ root: classes.deed ?? '', label: classes.label ?? '' }}
          {...(props.grave ? { color: 'red' } : {})}
          loading={props.busy ?? false}
          disabled={props.barred !== undefined}
          onClick={props.onConfirm}
        >
          {props.deed}
        </Button>
      </Group>
    </Modal>
  )
}

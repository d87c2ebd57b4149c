import { Button, Group } from '@mantine/core'

export function UndoWords({
  message,
  label,
  takeBack,
}: {
  message: string
  label: string
  takeBack: () => void
}) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{message}</span>
      <Button size="xs" variant="default" onClick={takeBack}>
        {label}
      </Button>
    </Group>
  )
}

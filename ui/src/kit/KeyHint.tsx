import { Kbd } from '@mantine/core'
import classes from './KeyHint.module.css'

const onMac = () => navigator.userAgent.includes('Mac')

/** Keys to press together, as `['mod', 'K']`; `mod` is Ctrl, or Command on a Mac. */
export function KeyHint({ keys }: { keys: string[] }) {
  return (
    <span className={classes.keys}>
      {keys.map((key) => (
        <Kbd key={key} size="xs">
          {key === 'mod' ? (onMac() ? '⌘' : 'Ctrl') : key}
        </Kbd>
      ))}
    </span>
  )
}

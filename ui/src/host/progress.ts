import { Channel } from '@tauri-apps/api/core'

/** A way for one running command to tell how far it is. */
export function progressTo<T>(tell: (progress: T) => void): Channel<T> {
  return new Channel<T>(tell)
}

import { getCurrentWebview } from '@tauri-apps/api/webview'
import { open, save } from '@tauri-apps/plugin-dialog'

export interface FileKind {
  name: string
  extensions: string[]
}

/** Asks for one existing file; `null` when the dialog was closed. */
export async function pickFile(title: string, kinds: FileKind[]): Promise<string | null> {
  const picked = await open({ title, filters: kinds, multiple: false, directory: false })
  return typeof picked === 'string' ? picked : null
}

/** Asks where to save; `null` when the dialog was closed. */
export function pickTarget(title: string, suggested: string, kinds: FileKind[]): Promise<string | null> {
  return save({ title, defaultPath: suggested, filters: kinds })
}

export interface DropWatch {
  over: (over: boolean) => void
  dropped: (paths: string[]) => void
}

/** Tells about files held over or dropped on the window, as paths. Answers how to stop listening. */
export function watchDrops(watch: DropWatch): () => void {
  const stop = getCurrentWebview().onDragDropEvent(({ payload }) => {
    if (payload.type === 'over' || payload.type === 'enter') watch.over(true)
    else watch.over(false)
    if (payload.type === 'drop') watch.dropped(payload.paths)
  })
  return () => {
    stop.then((off) => off()).catch(() => undefined)
  }
}

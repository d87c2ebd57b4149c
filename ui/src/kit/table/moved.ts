/** Where a key leads from row `at`; nothing when the key does not move. */
export function moved(key: string, at: number, total: number, page: number): number | undefined {
  const step = Math.max(1, page)
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    PageDown: at + step,
    PageUp: at - step,
    Home: 0,
    End: total - 1,
  }
  const target = targets[key]
  return target === undefined ? undefined : Math.min(total - 1, Math.max(0, target))
}

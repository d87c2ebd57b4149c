const two = (value: number) => String(value).padStart(2, '0')

/** A minute of the day as 24-hour clock time. */
export const clockOf = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** Every half hour of a day to choose from, and `now` where it lies between two. */
export function halfHours(now: number): { value: string; label: string }[] {
  const minutes = new Set([...Array.from({ length: 49 }, (_, at) => at * 30), now])
  return [...minutes].sort((a, b) => a - b).map((at) => ({ value: String(at), label: clockOf(at) }))
}

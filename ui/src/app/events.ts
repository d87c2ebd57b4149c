import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Event, events } from '@/host'

/** Answers are asked for again at most this often, however fast the core tells: four times a second. */
export const QUIET_MS = 250

/** The families of questions whose answers an event may have changed. */
export function familiesOf(event: Event): QueryKey[] {
  switch (event.kind) {
    case 'contacts_changed':
      return [['contacts'], ['cleanup'], ['reach'], ['today'], ['inbox'], ['health']]
    case 'segments_changed':
      return [['segments'], ['reach']]
    case 'campaign_changed':
      return [['campaigns', 'list'], ...ofCampaign(event.id), ['today'], ['health']]
    case 'inbox_changed':
      return [['inbox'], ['today'], ['campaigns', 'report'], ['health']]
    case 'settings_changed':
      return [['settings'], ['today'], ['health']]
  }
}

const ofCampaign = (id: number) => ['show', 'report', 'people'].map((about) => ['campaigns', about, id])

/** Gathers what has changed and asks again, never faster than `QUIET_MS` and never over an answer still on its way. */
export function refresher(queries: QueryClient) {
  const waiting = new Map<string, QueryKey>()
  let busy = false
  const run = async () => {
    busy = true
    while (waiting.size > 0) {
      const families = [...waiting.values()]
      waiting.clear()
      const asked = families.map((queryKey) => queries.invalidateQueries({ queryKey }))
      await Promise.all([...asked, new Promise((rested) => setTimeout(rested, QUIET_MS))])
    }
    busy = false
  }
  return (told: Event[]) => {
    for (const family of told.flatMap(familiesOf)) waiting.set(JSON.stringify(family), family)
    if (!busy) void run()
  }
}

/** The window's one ear for the core: every page's answers follow from here. */
export function useCoreEvents(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const refresh = refresher(queries)
    const heard = events.coreEvents.listen(({ payload }) => refresh(payload))
    return () => {
      heard.then((stop) => stop()).catch(() => undefined)
    }
  }, [queries])
}

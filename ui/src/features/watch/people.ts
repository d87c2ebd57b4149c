import { ask, commands, type ReachPerson } from '@/host'

const STEP = 500

/** Which people of a campaign: all in a state (or `excluded`), or only those of them with one reason. */
export interface Which {
  state: string
  reason?: string | undefined
}

/**
 * Reads a campaign's people page by page. The core lists them by state; one reason among them is found by
 * walking that list only as far as the page asked for needs.
 */
export function peopleOf(id: number, { state, reason }: Which) {
  const found: ReachPerson[] = []
  let walked = 0
  let ended = false
  const step = async () => {
    const more = await ask(commands.campaignPeople({ id, which: state, offset: walked, limit: STEP }))
    walked += more.length
    ended = more.length < STEP
    found.push(...more.filter((person) => person.reason === reason))
  }
  return async (offset: number, limit: number): Promise<ReachPerson[]> => {
    if (reason === undefined) return ask(commands.campaignPeople({ id, which: state, offset, limit }))
    while (!ended && found.length < offset + limit) await step()
    return found.slice(offset, offset + limit)
  }
}

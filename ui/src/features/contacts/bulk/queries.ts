import { useMutation } from '@tanstack/react-query'
import i18next from 'i18next'
import { ask, type BulkDeed, type BulkDone, type ChosenContacts, commands } from '@/host'
import { toastDone, toastUndo } from '@/kit'
import { takeBack, useRefresh } from '../cleanup/queries'

interface Wanted {
  chosen: ChosenContacts
  deed: BulkDeed
}

/** Does something to everybody chosen, says so, and offers the way back where there is one. */
export function useBulk(onDone: () => void) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ chosen, deed }: Wanted) => ask(commands.contactsDeed(chosen, deed)),
    onSuccess: (done, { deed }) => {
      const words = told(done, deed)
      const { repair } = done
      if (repair === null) toastDone(words)
      else toastUndo(words, i18next.t('kit.undo'), () => void takeBack(repair, refresh))
      onDone()
      return refresh()
    },
  })
}

function told({ people: count, left }: BulkDone, deed: BulkDeed): string {
  const words = i18next.t(`contacts.bulk.done.${deed.kind}`, {
    count,
    tag: 'name' in deed ? deed.name.trim() : '',
  })
  return left > 0 ? `${words} ${i18next.t('contacts.bulk.left', { count: left })}` : words
}

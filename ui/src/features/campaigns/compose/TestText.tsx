import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { formatMoment, Notice, Problem } from '@/kit'
import classes from './Composer.module.css'
import type { Draft } from './draft'

interface TestTextProps {
  draft: Draft
  save: () => Promise<number | undefined>
}

/** One real text, to the owner's own phone. */
export function TestText({ draft, save }: TestTextProps) {
  const { t } = useTranslation()
  const test = useMutation({
    mutationFn: async () => {
      const id = await save()
      return id === undefined ? undefined : ask(commands.campaignTest(id))
    },
  })
  const ready = draft.name.trim() !== '' && draft.body.trim() !== '' && draft.sender !== null
  return (
    <div className={classes.test}>
      <div className={classes.tools}>
        <Button
          variant="default"
          size="xs"
          disabled={!ready}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {t('compose.test.send')}
        </Button>
        {ready ? null : <span className={classes.note}>{t('compose.test.needs')}</span>}
      </div>
      {test.isError ? <Problem thrown={test.error} /> : null}
      {test.data ? (
        <div role="status">
          <Notice tone="good" title={t('compose.test.going', { when: formatMoment(test.data.due_at) })} />
        </div>
      ) : null}
    </div>
  )
}

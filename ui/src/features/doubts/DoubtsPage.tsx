import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ask, commands } from '@/host'
import { Answered, EmptyState, PageFrame } from '@/kit'
import { Doubt } from './Doubt'
import classes from './doubts.module.css'

/** Every text of which nobody knows whether it went out, with the evidence and what can be said of it. */
export function DoubtsPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['health', 'doubts'], queryFn: () => ask(commands.doubtsList()) })
  return (
    <PageFrame title={t('doubts.title')} lead={t('doubts.lead')} layout="narrow">
      <Answered query={query} lines={4}>
        {(doubts) =>
          doubts.length === 0 ? (
            <EmptyState kind="cleared" title={t('doubts.none')} description={t('doubts.noneWhy')} />
          ) : (
            <ul className={classes.list}>
              {doubts.map((one) => (
                <Doubt key={one.id} doubt={one} />
              ))}
            </ul>
          )
        }
      </Answered>
    </PageFrame>
  )
}

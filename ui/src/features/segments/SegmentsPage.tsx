import { ActionIcon } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SegmentView } from '@/host'
import { Answered, EmptyState, formatMoment, LinkButton, PageFrame, Sign } from '@/kit'
import { DeleteSegment } from './DeleteSegment'
import { useFields, useSegments } from './queries'
import { type FieldKind, readRule } from './rule/tree'
import { ruleWords } from './rule/words'
import classes from './Segments.module.css'

export function SegmentsPage() {
  const { t } = useTranslation()
  const segments = useSegments()
  const fields = useFields()
  const add = (
    <LinkButton to="/segments/new" leftSection={<Sign name="plus" size={15} />}>
      {t('segments.add')}
    </LinkButton>
  )
  const some = (segments.data?.length ?? 0) > 0
  return (
    <PageFrame title={t('segments.title')} lead={t('segments.lead')} actions={some ? add : null}>
      <Answered query={segments}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              kind="first-use"
              title={t('segments.empty.title')}
              description={t('segments.empty.description')}
              action={add}
            />
          ) : (
            <SegmentList list={list} fields={fields.data ?? []} />
          )
        }
      </Answered>
    </PageFrame>
  )
}

function SegmentList({ list, fields }: { list: SegmentView[]; fields: FieldKind[] }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [leaving, setLeaving] = useState<SegmentView>()
  return (
    <>
      <ul className={classes.list} aria-label={t('segments.list')}>
        {list.map((segment) => (
          <li key={segment.id} className={classes.item}>
            <div className={classes.words}>
              <Link to="/segments/$id" params={{ id: String(segment.id) }} className={classes.name ?? ''}>
                {segment.name}
              </Link>
              <p className={classes.rule}>{sentence(segment.rule, fields)}</p>
            </div>
            <span className={classes.when}>
              {t('segments.changed', { when: formatMoment(segment.updated_at) })}
            </span>
            <ActionIcon
              aria-label={t('segments.deleteNamed', { name: segment.name })}
              onClick={() => setLeaving(segment)}
            >
              <Sign name="cross" size={15} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <DeleteSegment
        segment={leaving}
        onClose={() => setLeaving(undefined)}
        onDone={() => {
          setLeaving(undefined)
          void queries.invalidateQueries({ queryKey: ['segments', 'list'] })
        }}
      />
    </>
  )
}

function sentence(rule: string, fields: FieldKind[]): string {
  const tree = readRule(rule, fields)
  return tree ? ruleWords(tree, fields) : rule
}

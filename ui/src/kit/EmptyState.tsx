import { EmptyState as Layout } from '@mantine/core'
import type { ReactNode } from 'react'
import { Sign, type SignName } from './Sign'

export type EmptyKind = 'first-use' | 'no-results' | 'cleared' | 'error'

const signs: Record<EmptyKind, SignName> = {
  'first-use': 'bell',
  'no-results': 'search',
  cleared: 'check',
  error: 'alert',
}

export interface EmptyStateProps {
  /** Why there is nothing: never begun, nothing matches, all done, or it could not be read. */
  kind: EmptyKind
  title: string
  description?: ReactNode
  /** One primary action. */
  action?: ReactNode
}

export function EmptyState({ kind, title, description, action }: EmptyStateProps) {
  return (
    <Layout
      py="xl"
      data-kind={kind}
      role={kind === 'error' ? 'alert' : undefined}
      icon={<Sign name={signs[kind]} size={30} />}
      title={title}
      description={description}
    >
      {action ? <Layout.Actions mt="xs">{action}</Layout.Actions> : null}
    </Layout>
  )
}

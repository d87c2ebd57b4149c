import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/kit'
import spoken from '@/kit/spoken.module.css'
import { JoinWord } from './JoinWord'
import classes from './Rule.module.css'
import { RuleRow } from './RuleRow'
import { emptyGroup, emptyRow, type FieldKind, type Group, isGroup, type Row, type Tree } from './tree'
import type { RuleState } from './useRule'

/** The rule builder, or, for a rule that is deeper than it can show, the rule as written. */
export function RuleBuilder({ rule, fields }: { rule: RuleState; fields: FieldKind[] }) {
  return rule.tree ? (
    <Builder tree={rule.tree} fields={fields} onChange={rule.change} />
  ) : (
    <AsWritten text={rule.text} onStartOver={rule.startOver} />
  )
}

function AsWritten({ text, onStartOver }: { text: string; onStartOver: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes.builder}>
      <Notice
        tone="info"
        title={t('segments.builder.readOnlyTitle')}
        action={
          <Button variant="default" size="xs" onClick={onStartOver}>
            {t('segments.builder.startOver')}
          </Button>
        }
      >
        {t('segments.builder.readOnlyText')}
      </Notice>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keys */}
      <section className={classes.written} tabIndex={0} aria-label={t('segments.builder.readOnlyLabel')}>
        <pre>{indented(text)}</pre>
      </section>
    </div>
  )
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

interface BuilderProps {
  tree: Tree
  fields: FieldKind[]
  onChange: (tree: Tree) => void
}

function Builder({ tree, fields, onChange }: BuilderProps) {
  const { t } = useTranslation()
  const add = useRef<HTMLButtonElement>(null)
  const put = (at: number, node: Row | Group) => onChange({ ...tree, nodes: tree.nodes.with(at, node) })
  const take = (at: number) => {
    onChange({ ...tree, nodes: tree.nodes.filter((_, index) => index !== at) })
    add.current?.focus()
  }
  const append = (node: Row | Group) => onChange({ ...tree, nodes: [...tree.nodes, node] })
  return (
    <section className={classes.builder} aria-label={t('segments.builder.label')}>
      {tree.nodes.length === 0 ? <p className={classes.everyone}>{t('segments.builder.everyone')}</p> : null}
      {tree.nodes.map((node, at) => (
        <div key={node.key} className={classes.node}>
          {at > 0 ? (
            <JoinWord
              label={t('segments.builder.join')}
              join={tree.join}
              onTurn={(join) => onChange({ ...tree, join })}
            />
          ) : null}
          {isGroup(node) ? (
            <Inner
              group={node}
              at={at}
              fields={fields}
              onChange={(next) => put(at, next)}
              onRemove={() => take(at)}
            />
          ) : (
            <RuleRow
              row={node}
              at={`${at + 1}`}
              fields={fields}
              onChange={(next) => put(at, next)}
              onRemove={() => take(at)}
            />
          )}
        </div>
      ))}
      <div className={classes.adds}>
        <Button ref={add} variant="default" size="xs" onClick={() => append(emptyRow())}>
          {t('segments.builder.add')}
        </Button>
        {tree.nodes.length > 0 ? (
          <Button variant="subtle" size="xs" onClick={() => append(emptyGroup(tree.join))}>
            {t('segments.builder.addGroup')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

interface InnerProps {
  group: Group
  at: number
  fields: FieldKind[]
  onChange: (group: Group) => void
  onRemove: () => void
}

/** Rules that belong together. A group whose last rule is taken out goes with it. */
function Inner({ group, at, fields, onChange, onRemove }: InnerProps) {
  const { t } = useTranslation()
  const take = (index: number) =>
    group.nodes.length === 1
      ? onRemove()
      : onChange({ ...group, nodes: group.nodes.filter((_, other) => other !== index) })
  return (
    <fieldset className={classes.group}>
      <legend className={spoken.only}>{t('segments.builder.group')}</legend>
      {group.nodes.map((row, index) => (
        <div key={row.key} className={classes.node}>
          {index > 0 ? (
            <JoinWord
              label={t('segments.builder.joinGroup')}
              join={group.join}
              onTurn={(join) => onChange({ ...group, join })}
            />
          ) : null}
          <RuleRow
            row={row}
            at={`${at + 1}.${index + 1}`}
            fields={fields}
            onChange={(next) => onChange({ ...group, nodes: group.nodes.with(index, next) })}
            onRemove={() => take(index)}
          />
        </div>
      ))}
      <div className={classes.adds}>
        <Button
          variant="default"
          size="xs"
          onClick={() => onChange({ ...group, nodes: [...group.nodes, emptyRow()] })}
        >
          {t('segments.builder.addInGroup')}
        </Button>
        <Button variant="subtle" color="gray" size="xs" onClick={onRemove}>
          {t('segments.builder.removeGroup')}
        </Button>
      </div>
    </fieldset>
  )
}

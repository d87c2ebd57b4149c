import { deep, fields, goodCustomers } from '@tests/fixtures/segments'
import { expect, test } from 'vitest'
import { emptyRow, isGroup, readRule, sameRule, type Tree, unfinished, writeRule } from '../rule/tree'
import { ruleWords } from '../rule/words'

const row = (field: string, op: string, value?: unknown) => ({ ...emptyRow(), field, op, value })
const read = (rule: string): Tree => {
  const tree = readRule(rule, fields)
  if (!tree) throw new Error('not shown')
  return tree
}

test('a rule is written as it was read, its group included', () => {
  expect(writeRule(read(goodCustomers.rule), fields)).toBe(goodCustomers.rule)
  expect(read(goodCustomers.rule).nodes.filter(isGroup)).toHaveLength(1)
})

test('an unfinished row is counted and left out, and what is left stays a rule', () => {
  const tree: Tree = { join: 'any', nodes: [row('tag', 'is', 'vip'), row('city', 'is', ' '), emptyRow()] }
  expect(unfinished(tree, fields)).toBe(2)
  expect(writeRule(tree, fields)).toBe('{"any":[{"field":"tag","op":"is","value":"vip"}]}')
})

test('nothing finished means everybody, never an empty "any", which would be nobody', () => {
  expect(writeRule({ join: 'any', nodes: [emptyRow()] }, fields)).toBe('{"all":[]}')
  const group = { key: 'g', join: 'any' as const, nodes: [emptyRow()] }
  expect(writeRule({ join: 'all', nodes: [row('tag', 'is', 'vip'), group] }, fields)).toBe(
    '{"all":[{"field":"tag","op":"is","value":"vip"}]}',
  )
})

test.each([
  ['a group in a group', deep.rule],
  ['an empty "any"', '{"any":[]}'],
  ['an empty group', '{"all":[{"any":[]}]}'],
  ['a field of another version', '{"all":[{"field":"mood","op":"is","value":"good"}]}'],
  ['an op the field does not take', '{"all":[{"field":"consent","op":"contains","value":"x"}]}'],
  ['a value of the wrong sort', '{"all":[{"field":"total_spent","op":"more_than","value":"200"}]}'],
  ['a second key', '{"all":[],"any":[]}'],
  ['no JSON', '{"all":['],
])('%s is not shown, so that it cannot be changed by accident', (_what, rule) => {
  expect(readRule(rule, fields)).toBeUndefined()
})

test.each([
  [row('total_spent', 'between', [200, 50]), 1],
  [row('total_spent', 'between', [50, 200]), 0],
  [row('last_order', 'in_last_days', 0), 1],
  [row('last_order', 'never'), 0],
  [row('last_order', 'before', '2026-3-1'), 1],
  [row('country', 'in', ['US', 'Canada']), 1],
  [row('country', 'in', ['US', 'CA']), 0],
  [row('suppressed', 'is', undefined), 1],
  [row('suppressed', 'is', false), 0],
])('%o is unfinished %i times', (one, count) => {
  expect(unfinished({ join: 'all', nodes: [one] }, fields)).toBe(count)
})

test('a rule reads as a sentence', () => {
  expect(ruleWords(read(goodCustomers.rule), fields)).toBe(
    'Total spent is more than 200 and (City is Oakland or City begins with San) and Last order was in the last 60 days',
  )
  expect(ruleWords(read('{"all":[]}'), fields)).toBe('Everybody in your list.')
})

test('spaces do not make another rule, a value does', () => {
  expect(sameRule('{"all": []}', '{"all":[]}')).toBe(true)
  expect(sameRule('{"all":[]}', '{"any":[]}')).toBe(false)
  expect(sameRule('', '{"all":[]}')).toBe(false)
})

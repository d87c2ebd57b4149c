import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask, type CampaignView, commands } from '@/host'
import type { Draft } from './draft'

/** A pause in the writing this long saves. */
const PAUSE_MS = 700

export type SaveState = 'needsName' | 'waiting' | 'saving' | 'saved' | 'failed'

/**
 * Saves a draft as it is written. One save at a time: the first gives the draft its id, and two at once
 * would make two drafts. `flush` saves what is left and answers the id, or nothing where it could not.
 */
export function useAutosave(draft: Draft, begun: number | undefined, onMade: (id: number) => void) {
  const queries = useQueryClient()
  const [state, setState] = useState<SaveState>(begun === undefined ? 'needsName' : 'saved')
  const [problem, setProblem] = useState<unknown>()
  const id = useRef(begun)
  const latest = useRef(draft)
  const written = useRef(begun === undefined ? '' : JSON.stringify(draft))
  const running = useRef<Promise<void>>(undefined)
  latest.current = draft

  const saveOnce = useCallback(async () => {
    const text = JSON.stringify(latest.current)
    setState('saving')
    const view = await ask(commands.campaignSave({ ...latest.current, id: id.current ?? null }))
    written.current = text
    queries.setQueryData<CampaignView>(['campaigns', 'show', view.line.id], view)
    void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] })
    if (id.current === undefined) {
      id.current = view.line.id
      onMade(view.line.id)
    }
  }, [queries, onMade])

  const saveAll = useCallback(async () => {
    try {
      while (JSON.stringify(latest.current) !== written.current) await saveOnce()
      setProblem(undefined)
      setState('saved')
    } catch (thrown) {
      setProblem(thrown)
      setState('failed')
    }
  }, [saveOnce])

  const flush = useCallback(async (): Promise<number | undefined> => {
    if (latest.current.name.trim() === '') return undefined
    running.current ??= saveAll().finally(() => {
      running.current = undefined
    })
    await running.current
    return JSON.stringify(latest.current) === written.current ? id.current : undefined
  }, [saveAll])

  const text = JSON.stringify(draft)
  useEffect(() => {
    if (text === written.current) return
    const named = (JSON.parse(text) as Draft).name.trim() !== ''
    setState((was) => (was === 'saving' ? was : named ? 'waiting' : 'needsName'))
    const timer = setTimeout(() => void flush(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, flush])

  // Leaving the page saves what the pause had not saved yet, unless the draft is being deleted.
  const dropped = useRef(false)
  useEffect(
    () => () => {
      if (!dropped.current && JSON.stringify(latest.current) !== written.current) void flush()
    },
    [flush],
  )
  const drop = () => {
    dropped.current = true
  }
  return { state, problem, flush, drop, id: id.current }
}

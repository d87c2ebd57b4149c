import { Button, Menu, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem as ProblemWords } from '@/host'
import { Problem } from '@/kit'
import classes from './Composer.module.css'
import { fieldCode, fieldNames } from './mergeFields'

interface BodyEditorProps {
  body: string
  onChange: (body: string) => void
  /** What is wrong with the text, in the core's words. */
  problem: ProblemWords | undefined
}

/** The text itself, with a menu that writes a field at the caret. */
export function BodyEditor({ body, onChange, problem }: BodyEditorProps) {
  const { t } = useTranslation()
  const area = useRef<HTMLTextAreaElement>(null)
  const insert = (piece: string) => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: 0, selectionEnd: 0 }
    onChange(body.slice(0, from) + piece + body.slice(to))
    // After the menu has closed and the new text stands: the caret goes behind what was written.
    setTimeout(() => {
      area.current?.focus()
      area.current?.setSelectionRange(from + piece.length, from + piece.length)
    }, 0)
  }
  return (
    <div className={classes.fields}>
      <div>
        <Textarea
          ref={area}
          label={t('compose.body.label')}
          description={t('compose.body.hint')}
          autosize
          minRows={4}
          maxRows={12}
          maxLength={2000}
          spellCheck
          value={body}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <div className={classes.tools}>
          <InsertMenu onInsert={insert} />
          <Button
            variant="subtle"
            size="xs"
            onClick={() => insert(`${spaceBefore(body, area.current)}${t('compose.body.stopText')}`)}
          >
            {t('compose.body.stop')}
          </Button>
        </div>
      </div>
      {problem && body.trim() !== '' ? <Problem thrown={problem} /> : null}
    </div>
  )
}

function spaceBefore(body: string, area: HTMLTextAreaElement | null): string {
  const before = body.slice(0, area?.selectionStart ?? 0)
  return before === '' || /\s$/.test(before) ? '' : ' '
}

function InsertMenu({ onInsert }: { onInsert: (piece: string) => void }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button variant="default" size="xs">
          {t('compose.body.insert')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {fieldNames.map((name) => (
          <Menu.Item
            key={name}
            onClick={() => onInsert(fieldCode(name))}
            rightSection={<code>{fieldCode(name)}</code>}
          >
            {t(`compose.body.field.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

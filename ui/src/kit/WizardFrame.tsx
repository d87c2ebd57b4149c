import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Sign } from './Sign'
import classes from './WizardFrame.module.css'

export interface WizardStep {
  key: string
  label: string
}

export interface WizardFrameProps {
  label: string
  steps: WizardStep[]
  /** Index of the step on show. */
  at: number
  /** Goes back to a step already done; steps ahead are never clickable. */
  onGo?: ((index: number) => void) | undefined
  children: ReactNode
  footer?: ReactNode
}

/** Steps across the top, the step's own heading (focused on arrival), its content, and buttons that stay in reach. */
export function WizardFrame({ label, steps, at, onGo, children, footer }: WizardFrameProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const now = steps[at]
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus follows the step, not the callback
  useEffect(() => heading.current?.focus({ preventScroll: true }), [at])
  return (
    <div className={classes.wizard}>
      <nav aria-label={label}>
        <ol className={classes.steps}>
          {steps.map((step, index) => (
            <Step key={step.key} label={step.label} index={index} at={at} onGo={onGo} />
          ))}
        </ol>
      </nav>
      <div className={classes.body}>
        <p className={classes.count}>{t('kit.step', { at: at + 1, of: steps.length })}</p>
        <h2 ref={heading} tabIndex={-1} className={classes.title}>
          {now?.label}
        </h2>
        {children}
      </div>
      {footer ? <div className={classes.footer}>{footer}</div> : null}
    </div>
  )
}

function Step({
  label,
  index,
  at,
  onGo,
}: {
  label: string
  index: number
  at: number
  onGo: WizardFrameProps['onGo']
}) {
  const { t } = useTranslation()
  const done = index < at
  const words = (
    <>
      <span className={classes.mark}>{done ? <Sign name="check" size={12} /> : index + 1}</span>
      {label}
      {done ? <VisuallyHidden>{t('kit.stepDone')}</VisuallyHidden> : null}
    </>
  )
  return (
    <li
      className={classes.step}
      data-state={done ? 'done' : index === at ? 'now' : 'ahead'}
      aria-current={index === at ? 'step' : undefined}
    >
      {done && onGo ? (
        <button type="button" onClick={() => onGo(index)}>
          {words}
        </button>
      ) : (
        <span>{words}</span>
      )}
    </li>
  )
}

import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.tsx';
import { Shape } from './symbol.tsx';

export type StepState = 'done' | 'current' | 'waiting' | 'later' | 'failed';

export type Step = {
  readonly id: string;
  readonly title: string;
  readonly state: StepState;
  /** The state's word where the usual one ("Fait", "À faire", …) is not exact. */
  readonly word?: string;
  /** What happened, or by when. */
  readonly text?: ReactNode;
  /** The one button of the current step. */
  readonly action?: ReactNode;
};

/** The candidate's way, or a sitting's: what is done, what is next, by when. */
export function Timeline({ steps }: { steps: readonly Step[] }) {
  const t = useT();
  return (
    <ol className="timeline">
      {steps.map((step) => (
        <li key={step.id} className={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
          <span className="dot" aria-hidden="true">
            {step.state === 'done' ? <Shape name="good" /> : step.state === 'failed' ? '!' : null}
          </span>
          <h2>
            {step.title} <span className="word">{step.word ?? t(`common:step.${step.state}`)}</span>
          </h2>
          {step.text || step.action ? (
            <div className="body">
              {step.text ? <p>{step.text}</p> : null}
              {step.action ? <div className="actions">{step.action}</div> : null}
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

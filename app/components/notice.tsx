import type { ReactNode } from 'react';
import type { Tone } from './state-tag.tsx';

type Props = {
  readonly tone?: Extract<Tone, 'neutral' | 'good' | 'warn' | 'bad'>;
  readonly title?: string;
  readonly children?: ReactNode;
  /** Announced when it comes after an action. */
  readonly live?: boolean;
};

export function Notice({ tone = 'neutral', title, children, live }: Props) {
  return (
    <div className={tone === 'neutral' ? 'notice' : `notice ${tone}`} role={live ? 'status' : undefined}>
      {title ? <b className="title">{title}</b> : null}
      {children}
    </div>
  );
}

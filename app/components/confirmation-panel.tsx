import type { ReactNode } from 'react';
import { LaurelMark } from './laurel-mark.tsx';

type Props = {
  readonly title: string;
  /** What the reference is, and the reference itself in large. */
  readonly referenceLabel?: string;
  readonly reference?: string;
  readonly children?: ReactNode;
};

/** The end of a journey: it is done, here is its reference. */
export function ConfirmationPanel({ title, referenceLabel, reference, children }: Props) {
  return (
    <div className="confirmed">
      <LaurelMark />
      <h1>{title}</h1>
      {reference ? (
        <p>
          {referenceLabel} <span className="reference">{reference}</span>
        </p>
      ) : null}
      {children}
    </div>
  );
}

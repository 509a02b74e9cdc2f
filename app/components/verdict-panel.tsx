import type { ReactNode } from 'react';
import { Shape, type SymbolName } from './symbol.tsx';

export type VerdictTone = 'good' | 'warn' | 'bad' | 'neutral';

type Props = {
  readonly tone: VerdictTone;
  /** One word or two: "Authentique", "Admise", "Annulé". It is the page's h1. */
  readonly answer: string;
  readonly sentence: ReactNode;
  readonly shape?: SymbolName;
  readonly children?: ReactNode;
};

/** One large answer: a result, or what a verified document is worth. */
export function VerdictPanel({ tone, answer, sentence, shape, children }: Props) {
  return (
    <section className={`verdict ${tone}`}>
      <h1 className="answer">
        <Shape name={shape ?? tone} />
        {answer}
      </h1>
      <p className="sentence">{sentence}</p>
      {children ? <div className="more">{children}</div> : null}
    </section>
  );
}

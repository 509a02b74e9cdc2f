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
  /** 2 where the page has a title already. */
  readonly level?: 1 | 2;
};

/** One large answer: a result, or what a verified document is worth. */
export function VerdictPanel({ tone, answer, sentence, shape, children, level = 1 }: Props) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <section className={`verdict ${tone}`}>
      <Heading className="answer">
        <Shape name={shape ?? tone} />
        {answer}
      </Heading>
      <p className="sentence">{sentence}</p>
      {children ? <div className="more">{children}</div> : null}
    </section>
  );
}

import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.tsx';

export type Answer = {
  readonly label: string;
  readonly value: ReactNode;
  /** Where to change it; the link says what it changes to those who don't see the row. */
  readonly changeHref?: string;
  /** A name by which a script finds the row. */
  readonly field?: string;
};

/** Check-your-answers, or any short list of facts. */
export function SummaryList({ answers }: { answers: readonly Answer[] }) {
  const t = useT();
  return (
    <dl className="answers">
      {answers.map(({ label, value, changeHref, field }) => (
        <div key={label} data-field={field}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {changeHref ? (
            <dd className="change">
              <a href={changeHref} aria-label={t('common:action.changeOf', { what: label })}>
                {t('common:action.change')}
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

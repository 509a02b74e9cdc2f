import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from './buttons.tsx';

type Props = {
  readonly children: ReactNode;
  /** Where "clear" goes; shown when something is filtered. */
  readonly clearHref?: string;
  /** "Apply" unless said. */
  readonly submit?: string;
  /** Parameters to keep: the sort order. */
  readonly keep?: Readonly<Record<string, string | undefined>>;
};

/** Filters live in the address: a GET form, so that a filtered page can be kept, sent and gone back to. */
export function FilterForm({ children, clearHref, submit, keep = {} }: Props) {
  const t = useT();
  return (
    <form method="get" className="filter">
      {children}
      {Object.entries(keep).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <SubmitButton kind="second" text={submit ?? t('common:action.filter')} />
      {clearHref ? (
        <a className="clear" href={clearHref}>
          {t('common:action.clear')}
        </a>
      ) : null}
    </form>
  );
}

import type { ReactNode } from 'react';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

type Props = {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** Rate, time left, a stop button. */
  readonly children?: ReactNode;
};

export function ProgressBar({ label, done, total, children }: Props) {
  const t = useT();
  const format = useFormat();
  return (
    <div className="bar">
      <div className="label">
        <b>{label}</b>
        <span>{t('common:progress.done', { done: format.number(done), total: format.number(total) })}</span>
      </div>
      <progress value={done} max={Math.max(1, total)} aria-label={label} />
      {children}
    </div>
  );
}

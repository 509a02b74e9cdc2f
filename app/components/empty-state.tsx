import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.tsx';

type Props = { readonly title?: string; readonly text?: ReactNode; readonly action?: ReactNode };

/** Nothing here yet: why, and what to do. */
export function EmptyState({ title, text, action }: Props) {
  const t = useT();
  return (
    <div className="empty">
      <h3>{title ?? t('common:table.none')}</h3>
      {text ? <p>{text}</p> : null}
      {action ? <div className="actions">{action}</div> : null}
    </div>
  );
}

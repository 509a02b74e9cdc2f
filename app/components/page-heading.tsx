import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.tsx';

type HeadingProps = {
  readonly title: ReactNode;
  /** A short line above: the sitting, the step, the kind of page. */
  readonly eyebrow?: ReactNode;
  readonly lead?: ReactNode;
  /** Buttons or links beside the title. */
  readonly actions?: ReactNode;
};

export function PageHeading({ title, eyebrow, lead, actions }: HeadingProps) {
  return (
    <div className="heading">
      <div>
        {eyebrow ? <p className="eyebrow">{eyebrow}</p> : null}
        <h1>{title}</h1>
        {lead ? <p className="lead">{lead}</p> : null}
      </div>
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  );
}

export function BackLink({ href, text }: { href: string; text?: string }) {
  const t = useT();
  return (
    <a className="back" href={href}>
      {text ?? t('common:action.back')}
    </a>
  );
}

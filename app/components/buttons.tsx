import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.tsx';

export type ButtonKind = 'main' | 'second' | 'danger';

const CLASSES: Readonly<Record<ButtonKind, string>> = {
  main: 'button',
  second: 'button second',
  danger: 'button danger',
};

type SubmitProps = {
  readonly text?: string;
  readonly kind?: ButtonKind;
  /** Sent with the form when a form has several buttons. */
  readonly name?: string;
  readonly value?: string;
  readonly formAction?: string;
  /** What it does, for who does not see what stands around it. */
  readonly label?: string;
};

export function SubmitButton({ text, kind = 'main', name, value, formAction, label }: SubmitProps) {
  const t = useT();
  return (
    <button
      type="submit"
      className={CLASSES[kind]}
      name={name}
      value={value}
      formAction={formAction}
      aria-label={label}
    >
      {text ?? t('common:action.continue')}
    </button>
  );
}

type LinkButtonProps = {
  readonly href: string;
  readonly text: string;
  readonly kind?: ButtonKind;
  readonly download?: boolean;
};

export function LinkButton({ href, text, kind = 'main', download }: LinkButtonProps) {
  return (
    <a className={CLASSES[kind]} href={href} download={download || undefined}>
      {text}
    </a>
  );
}

export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>;
}

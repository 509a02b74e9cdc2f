import type { ReactNode } from 'react';
import { useMessageText, useT } from '#app/i18n/use-t.tsx';

/** What all fields share. `error` is a form message (or several); text that is no key is shown as it is. */
export type FieldProps = {
  readonly name: string;
  readonly label: ReactNode;
  /** The name by default: error links point to it. */
  readonly id?: string;
  readonly hint?: ReactNode;
  readonly error?: string | readonly string[];
  readonly optional?: boolean;
  /** The only question of its page: the label is the page's h1. */
  readonly question?: boolean;
};

export type Described = {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
};

export function errorsOf(error: FieldProps['error']): readonly string[] {
  if (error === undefined || error === '') return [];
  return typeof error === 'string' ? [error] : error;
}

/** The attributes that tie a control to its hint and error. */
export function describedBy({
  id,
  name,
  hint,
  error,
}: Pick<FieldProps, 'id' | 'name' | 'hint' | 'error'>): Described {
  const key = id ?? name;
  const bad = errorsOf(error).length > 0;
  const ids = [hint ? `${key}-hint` : '', bad ? `${key}-error` : ''].filter((text) => text !== '');
  return {
    id: key,
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(bad ? { 'aria-invalid': true } : {}),
  };
}

export function fieldClass({ error, question }: Pick<FieldProps, 'error' | 'question'>): string {
  return ['field', question ? 'question' : '', errorsOf(error).length > 0 ? 'bad' : '']
    .filter(Boolean)
    .join(' ');
}

export function LabelText({
  label,
  optional,
  question,
}: Pick<FieldProps, 'label' | 'optional' | 'question'>) {
  const t = useT();
  const text = (
    <>
      {label}
      {optional ? <span className="optional"> ({t('common:form.optional')})</span> : null}
    </>
  );
  return question ? <h1>{text}</h1> : text;
}

export function HintAndError({ id, name, hint, error }: Pick<FieldProps, 'id' | 'name' | 'hint' | 'error'>) {
  const t = useT();
  const say = useMessageText();
  const key = id ?? name;
  const errors = errorsOf(error);
  return (
    <>
      {hint ? (
        <span className="hint" id={`${key}-hint`}>
          {hint}
        </span>
      ) : null}
      {errors.length > 0 ? (
        <span className="error" id={`${key}-error`}>
          <span className="hidden">{t('common:form.error')} </span>
          {errors.map(say).join(' · ')}
        </span>
      ) : null}
    </>
  );
}

/** One label over one control. */
export function LabelledField({ children, ...field }: FieldProps & { children: ReactNode }) {
  return (
    <div className={fieldClass(field)}>
      <label htmlFor={field.id ?? field.name}>
        <LabelText {...field} />
      </label>
      <HintAndError {...field} />
      <div className="control">{children}</div>
    </div>
  );
}

/** A legend over several controls. */
export function GroupedField({ children, ...field }: FieldProps & { children: ReactNode }) {
  const described = describedBy(field)['aria-describedby'];
  return (
    <fieldset className={fieldClass(field)} aria-describedby={described}>
      <legend>
        <LabelText {...field} />
      </legend>
      <HintAndError {...field} />
      <div className="control">{children}</div>
    </fieldset>
  );
}

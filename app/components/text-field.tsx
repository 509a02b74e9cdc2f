import type { HTMLInputAutoCompleteAttribute } from 'react';
import { useT } from '#app/i18n/use-t.tsx';
import { describedBy, type FieldProps, LabelledField } from './field-frame.tsx';

export type TextFieldProps = FieldProps & {
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'search';
  readonly defaultValue?: string;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search';
  /** Room for about so many characters: the width tells what is expected. */
  readonly width?: 2 | 4 | 10 | 20;
  readonly maxLength?: number;
  readonly spellCheck?: boolean;
  readonly autoCapitalize?: 'none' | 'characters' | 'words';
  /** A word beside the control, such as "F CFA" or "/ 20". */
  readonly suffix?: string;
  readonly dir?: 'auto' | 'ltr';
  /** The id of a datalist. */
  readonly list?: string;
};

function affixed(control: JSX.Element, suffix: string | undefined): JSX.Element {
  if (suffix === undefined) return control;
  return (
    <span className="affix">
      {control}
      <span aria-hidden="true">{suffix}</span>
    </span>
  );
}

export function TextField(props: TextFieldProps) {
  const {
    type = 'text',
    name,
    defaultValue,
    autoComplete,
    inputMode,
    width,
    maxLength,
    suffix,
    dir = 'auto',
  } = props;
  const control = (
    <input
      {...describedBy(props)}
      type={type}
      name={name}
      defaultValue={defaultValue}
      autoComplete={autoComplete}
      inputMode={inputMode}
      maxLength={maxLength}
      list={props.list}
      spellCheck={props.spellCheck}
      autoCapitalize={props.autoCapitalize}
      dir={type === 'text' ? dir : undefined}
      className={width === undefined ? undefined : `w${width}`}
    />
  );
  return <LabelledField {...props}>{affixed(control, suffix)}</LabelledField>;
}

/** Typed any way: spaces, dashes, with or without country code. */
export function PhoneField(props: Omit<TextFieldProps, 'type' | 'inputMode' | 'width'>) {
  const t = useT();
  const hint = props.hint ?? t('common:form.phoneHint');
  return <TextField autoComplete="tel" {...props} hint={hint} type="tel" inputMode="tel" width={20} />;
}

export function TextAreaField(
  props: FieldProps & { readonly defaultValue?: string; readonly maxLength?: number },
) {
  return (
    <LabelledField {...props}>
      <textarea
        {...describedBy(props)}
        name={props.name}
        defaultValue={props.defaultValue}
        maxLength={props.maxLength}
        dir="auto"
      />
    </LabelledField>
  );
}

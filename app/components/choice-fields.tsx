import type { ReactNode } from 'react';
import { useT } from '#app/i18n/use-t.tsx';
import { describedBy, errorsOf, type FieldProps, GroupedField, LabelledField } from './field-frame.tsx';

export type Choice = {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
};

type ChoiceRowProps = Choice & {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly id: string;
  readonly checked: boolean;
  readonly bad: boolean;
};

function ChoiceRow({ type, name, id, value, label, hint, disabled, checked, bad }: ChoiceRowProps) {
  return (
    <label className="choice" htmlFor={id}>
      <input
        type={type}
        id={id}
        name={name}
        value={value}
        defaultChecked={checked}
        disabled={disabled}
        aria-invalid={(bad && type === 'checkbox') || undefined}
        aria-describedby={hint ? `${id}-about` : undefined}
      />
      <span>
        {label}
        {hint ? (
          <span className="hint" id={`${id}-about`}>
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}

type GroupProps = FieldProps & { readonly choices: readonly Choice[] };

function ChoiceGroup({
  type,
  chosen,
  ...props
}: GroupProps & { type: 'radio' | 'checkbox'; chosen: readonly string[] }) {
  const { name, id = name, choices } = props;
  return (
    <GroupedField {...props}>
      <div className="choices">
        {choices.map((choice, order) => (
          <ChoiceRow
            key={choice.value}
            {...choice}
            type={type}
            name={name}
            id={order === 0 ? id : `${id}-${choice.value}`}
            checked={chosen.includes(choice.value)}
            bad={errorsOf(props.error).length > 0}
          />
        ))}
      </div>
    </GroupedField>
  );
}

export function RadioGroup({ defaultValue = '', ...props }: GroupProps & { readonly defaultValue?: string }) {
  return <ChoiceGroup {...props} type="radio" chosen={[defaultValue]} />;
}

export function CheckboxGroup({
  defaultValues = [],
  ...props
}: GroupProps & { readonly defaultValues?: readonly string[] }) {
  return <ChoiceGroup {...props} type="checkbox" chosen={defaultValues} />;
}

type SelectProps = FieldProps & {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly defaultValue?: string;
  /** Text of the empty first line; `null` for none. */
  readonly placeholder?: string | null;
};

/** For short lists only: past a dozen entries, a search with the list behind it. */
export function SelectField({ choices, defaultValue, placeholder, ...props }: SelectProps) {
  const t = useT();
  return (
    <LabelledField {...props}>
      <select {...describedBy(props)} name={props.name} defaultValue={defaultValue}>
        {placeholder === null ? null : <option value="">{placeholder ?? t('common:form.choose')}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </LabelledField>
  );
}

import { useT } from '#app/i18n/use-t.tsx';
import { errorsOf, type FieldProps, GroupedField } from './field-frame.tsx';

export type DateFieldProps = FieldProps & {
  readonly defaultDay?: string;
  readonly defaultMonth?: string;
  readonly defaultYear?: string;
  /** For a person's own birth date: lets the browser fill it in. */
  readonly birthday?: boolean;
};

/** Three inputs `name.day`, `name.month`, `name.year`; read with `dateField()` of app/http/date-field.ts. */
export function DateField(props: DateFieldProps) {
  const t = useT();
  const { name, id = name, birthday } = props;
  const bad = errorsOf(props.error).length > 0 || undefined;
  const parts = [
    { part: 'day', label: t('common:form.day'), width: 'w2', value: props.defaultDay },
    { part: 'month', label: t('common:form.month'), width: 'w2', value: props.defaultMonth },
    { part: 'year', label: t('common:form.year'), width: 'w4', value: props.defaultYear },
  ] as const;
  return (
    <GroupedField
      {...props}
      hint={props.hint ?? t(birthday ? 'common:form.birthHint' : 'common:form.dateHint')}
    >
      <div className="parts">
        {parts.map(({ part, label, width, value }) => {
          const inputId = part === 'day' ? id : `${id}-${part}`;
          return (
            <div className="part" key={part}>
              <label htmlFor={inputId}>{label}</label>
              <input
                id={inputId}
                name={`${name}.${part}`}
                className={width}
                inputMode="numeric"
                autoComplete={birthday ? `bday-${part}` : 'off'}
                defaultValue={value}
                aria-invalid={bad}
                maxLength={part === 'year' ? 4 : 2}
              />
            </div>
          );
        })}
      </div>
    </GroupedField>
  );
}

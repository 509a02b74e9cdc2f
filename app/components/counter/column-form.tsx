import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import {
  NEEDED_FIELDS,
  STATEMENT_FIELDS,
  type StatementMapping,
} from '#app/domain/counter/statement-columns.ts';
import { useT } from '#app/i18n/use-t.tsx';

type Props = {
  readonly header: readonly string[];
  readonly mapping: StatementMapping;
  readonly open: boolean;
};

/** Which column says what; chosen in the address, so that the preview can be kept and gone back to. */
export function ColumnForm({ header, mapping, open }: Props) {
  const t = useT();
  const choices = header.flatMap((name, at) =>
    name === '' ? [] : [{ value: String(at), label: name.slice(0, 60) }],
  );
  return (
    <details open={open}>
      <summary>{t('counter:bank.columns')}</summary>
      <form method="get" className="filter">
        {STATEMENT_FIELDS.map((field) => (
          <SelectField
            key={field}
            name={`c-${field}`}
            label={t(`counter:column.${field}`)}
            optional={!NEEDED_FIELDS.some((one) => one === field)}
            defaultValue={mapping[field] === undefined ? '' : String(mapping[field])}
            choices={choices}
          />
        ))}
        <SubmitButton kind="second" text={t('counter:bank.readAgain')} />
      </form>
    </details>
  );
}

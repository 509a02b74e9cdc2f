import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import type { FormProblem } from '#app/http/forms.ts';
import { columnField } from '#app/http/imports/mapping-form.ts';
import type { MappingView } from '#app/http/imports/mapping-view.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

type Props = {
  readonly view: MappingView;
  readonly rows: number;
  readonly problem: FormProblem | undefined;
};

/** A, B … Z, AA: as a spreadsheet names its columns. */
function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}

/** One question a field: which column holds it. What the titles propose is chosen already. */
export function MappingForm({ view, rows, problem }: Props) {
  const t = useT();
  const format = useFormat();
  const { header, fields, joined, unmapped, countries, nationality } = view;
  const field = fieldsOf(problem, { nationality });
  const titleOf = (column: number) => header[column] || t('imports:map.untitled');
  const names = unmapped.map((column) => `${letterOf(column)} · ${titleOf(column)}`).join(', ');
  return (
    <form method="post">
      <h2>{t('imports:map.title')}</h2>
      <p>{t('imports:map.lead', { rows: format.number(rows) })}</p>
      {joined.map(({ column, fields: both }) => (
        <Notice key={column} tone="warn">
          {t('imports:map.joined', {
            column: titleOf(column),
            fields: both.map((one) => t(`import:fields.${one}`)).join(' + '),
          })}
        </Notice>
      ))}
      {unmapped.length > 0 ? <Notice>{t('imports:map.unmapped', { columns: names })}</Notice> : null}
      <div className="pair">
        {[true, false].map((needed) => (
          <section key={String(needed)}>
            <h3>{t(needed ? 'imports:map.neededFields' : 'imports:map.optionalFields')}</h3>
            <Columns
              view={{ ...view, fields: fields.filter(({ required }) => required === needed) }}
              problem={problem}
            />
            {needed ? (
              <SelectField
                {...field('nationality')}
                label={t('imports:map.nationality')}
                placeholder={t('imports:map.nationalityNone')}
                choices={countries.map(({ code, name }) => ({ value: code, label: name }))}
              />
            ) : null}
          </section>
        ))}
      </div>
      <ButtonRow>
        <SubmitButton name="intent" value="map" text={t('imports:map.send')} />
        <SubmitButton kind="danger" name="intent" value="cancel" text={t('imports:map.cancel')} />
      </ButtonRow>
    </form>
  );
}

function Columns({ view: { header, fields, nationality }, problem }: Pick<Props, 'view' | 'problem'>) {
  const t = useT();
  const stored = Object.fromEntries(
    fields.map(({ field, column }) => [columnField(field), column === null ? '' : String(column)]),
  );
  const fieldOf = fieldsOf(problem, stored);
  const choices = header.map((title, column) => ({
    value: String(column),
    label: t('imports:map.column', {
      letter: letterOf(column),
      title: title === '' ? t('imports:map.untitled') : title,
    }),
  }));
  return fields.map(({ field, required, column, doubled }) => {
    const missing = required && column === null && !(field === 'nationality' && nationality !== null);
    const hint = missing ? t('imports:map.needed') : doubled ? t('imports:map.doubled') : undefined;
    return (
      <SelectField
        key={field}
        {...fieldOf(columnField(field))}
        label={t(`import:fields.${field}`)}
        hint={hint}
        placeholder={t('imports:map.none')}
        choices={choices}
      />
    );
  });
}

import { SubmitButton } from '#app/components/buttons.tsx';
import type { fieldsOf } from '#app/components/form-fields.ts';
import { TextField } from '#app/components/text-field.tsx';
import { type EditableNumber, listNumbers } from '#app/domain/regulation/editable-numbers.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { tellPlace } from '#app/i18n/tell-place.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { seriesInOrder } from './papers-tables.tsx';

type Field = ReturnType<typeof fieldsOf>;
type Numbered = EditableNumber & { readonly index: number };

/** Every number of the regulation in a form: coefficients a series at a time, then thresholds and the rest. */
export function NumbersForm({
  regulation,
  revision,
  field,
}: {
  regulation: Regulation;
  revision: number;
  field: Field;
}) {
  const t = useT();
  const locale = useLocale();
  const numbers = listNumbers(regulation).map((number, index) => ({ ...number, index }));
  const ofSeries = (code: string) => numbers.filter(({ place }) => place.startsWith(`series.${code}.`));
  const others = numbers.filter(({ place }) => !place.startsWith('series.'));
  return (
    <form method="post" noValidate>
      <h2>{t('regulations:draft.numbers')}</h2>
      <input type="hidden" name="revision" value={revision} />
      {seriesInOrder(regulation).map(([code, { name }]) => (
        <details key={code}>
          <summary>{t('regulations:draft.coefficientsOf', { series: name[locale] })}</summary>
          <Numbers numbers={ofSeries(code)} regulation={regulation} field={field} />
        </details>
      ))}
      <details>
        <summary>{t('regulations:draft.otherNumbers')}</summary>
        <Numbers numbers={others} regulation={regulation} field={field} />
      </details>
      <SubmitButton name="intent" value="numbers" text={t('regulations:draft.saveNumbers')} />
    </form>
  );
}

function Numbers({
  numbers,
  regulation,
  field,
}: {
  numbers: readonly Numbered[];
  regulation: Regulation;
  field: Field;
}) {
  const locale = useLocale();
  const { decimal } = useFormat();
  return (
    <div className="grid">
      {numbers.map(({ place, value, index }) => {
        const { defaultValue, ...props } = field(`n${index}`);
        return (
          <TextField
            {...props}
            key={place}
            defaultValue={defaultValue === '' ? decimal(value) : defaultValue}
            label={tellPlace(place, regulation, locale)}
            inputMode="decimal"
            width={4}
          />
        );
      })}
    </div>
  );
}

import { SubmitButton } from '#app/components/buttons.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { useT } from '#app/i18n/use-t.tsx';
import type { FoundBill } from '#app/queries/counter/find-number.server.ts';

/** The one question of a counter: which number does the payer quote? A GET form, so that back leads back. */
export function NumberSearch({ text, found }: { text: string | undefined; found: readonly FoundBill[] }) {
  const t = useT();
  return (
    <search className="counter-search">
      <form method="get" action="/bureau/guichet">
        <TextField
          name="q"
          type="search"
          label={t('counter:home.search')}
          hint={t('counter:home.searchHint')}
          defaultValue={text ?? ''}
          error={text !== undefined && found.length === 0 ? t('counter:home.notFound', { text }) : undefined}
          maxLength={100}
          spellCheck={false}
          autoCapitalize="characters"
        />
        <SubmitButton text={t('counter:home.find')} />
      </form>
      {found.length > 0 ? (
        <ul className="found">
          {found.map((bill) => (
            <li key={bill.id}>
              <a href={billPath(bill)}>
                <b>{bill.number}</b> {bill.name}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </search>
  );
}

export function billPath({ kind, id }: Pick<FoundBill, 'kind' | 'id'>): string {
  return kind === 'invoice' ? `/bureau/guichet/factures/${id}` : `/bureau/guichet/factures-ecole/${id}`;
}

import { SubmitButton } from '#app/components/buttons.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { TextField } from '#app/components/text-field.tsx';
import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useReasonText, useT } from '#app/i18n/use-t.tsx';

export type OwnTill =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly detail?: Readonly<Record<string, string | number>>;
    };

type Props = {
  readonly due: bigint;
  readonly currency: string;
  readonly anyPart: boolean;
  /** Whether the reader has a drawer to put it in; `null` for who takes no money. */
  readonly till: OwnTill | null;
  readonly problem: FormProblem | undefined;
};

/** Takes cash: the amount is said, not asked, for a candidate; a school may give any part. */
export function CashForm({ due, currency, anyPart, till, problem }: Props) {
  const t = useT();
  const format = useFormat();
  const say = useReasonText();
  const field = fieldsOf(problem, { amount: anyPart ? '' : due.toString() });
  if (till === null || due <= 0n) return null;
  const shown = format.money({ minor: due, currency });
  return (
    <section id="encaisser">
      <h2>{t('counter:cash.title')}</h2>
      {till.ok ? (
        <form method="post" noValidate>
          {anyPart ? (
            <TextField
              {...field('amount')}
              label={t('counter:cash.amount')}
              hint={t('counter:cash.anyPart', { due: shown })}
              inputMode="numeric"
              width={10}
              maxLength={30}
            />
          ) : (
            <>
              <p className="big-amount">{t('counter:cash.exact', { due: shown })}</p>
              <input type="hidden" name="amount" value={due.toString()} />
            </>
          )}
          <TextField
            {...field('receiptNumber')}
            label={t('counter:cash.receipt')}
            hint={t('counter:cash.receiptHint')}
            width={20}
            maxLength={30}
            spellCheck={false}
            autoCapitalize="characters"
          />
          <SubmitButton text={t('counter:cash.take')} />
        </form>
      ) : (
        <Notice tone="warn" title={say(till)}>
          <p>
            <a href="/bureau/guichet">{t('counter:cash.openTill')}</a>
          </p>
        </Notice>
      )}
    </section>
  );
}

import { SubmitButton } from '#app/components/buttons.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { TextField } from '#app/components/text-field.tsx';
import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';

type Props = { readonly problem: FormProblem | undefined };

/** The cashier counts before being told to write a reason; what was expected stands above. */
export function CloseForm({ problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem);
  return (
    <section id="cloture" className="no-print">
      <h2>{t('counter:close.title')}</h2>
      <p>{t('counter:close.text')}</p>
      <form method="post" noValidate>
        <input type="hidden" name="intent" value="close" />
        <TextField
          {...field('counted')}
          label={t('counter:close.counted')}
          hint={t('counter:close.countedHint')}
          inputMode="numeric"
          width={10}
          maxLength={40}
        />
        <TextField
          {...field('reason')}
          label={t('counter:close.reason')}
          hint={t('counter:close.reasonHint')}
          optional
          maxLength={600}
        />
        <SubmitButton text={t('counter:close.submit')} />
      </form>
    </section>
  );
}

/** The accountant's half: what was handed over, and the slip that proves it. */
export function ReconcileForm({ problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem);
  return (
    <section className="no-print">
      <h2>{t('counter:reconcile.title')}</h2>
      <form method="post" noValidate>
        <input type="hidden" name="intent" value="reconcile" />
        <TextField
          {...field('depositReference')}
          label={t('counter:reconcile.deposit')}
          hint={t('counter:reconcile.depositHint')}
          maxLength={120}
        />
        <SubmitButton text={t('counter:reconcile.submit')} />
      </form>
    </section>
  );
}

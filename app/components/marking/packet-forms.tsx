import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { BundlePage } from '#app/queries/office/load-bundle-page.server.ts';
import { SubmitButton } from '../buttons.tsx';
import { SelectField } from '../choice-fields.tsx';
import { fieldsOf } from '../form-fields.ts';
import { TextField } from '../text-field.tsx';

type Props = { readonly page: BundlePage; readonly problem: FormProblem | undefined };

/** At the desk: the packet is taken, or given back, by the person in front of it. */
export function PacketForm({ page, problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem, { scripts: String(page.scripts), signedAs: page.holder?.signedAs });
  const takes = page.holder === null;
  if (takes && page.state !== 'handedOut')
    return page.state === 'prepared' ? <p>{t('scripts:bundle.notYours')}</p> : null;
  return (
    <form method="post">
      <h2>{t(takes ? 'scripts:bundle.takeTitle' : 'scripts:bundle.backTitle')}</h2>
      {takes ? (
        <SelectField
          {...field('markerId')}
          label={t('scripts:bundle.who')}
          choices={page.markers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <input type="hidden" name="markerId" value={page.holder?.id} />
      )}
      <TextField {...field('scripts')} label={t('scripts:bundle.count')} inputMode="numeric" width={4} />
      <TextField
        {...field('signedAs')}
        label={t('scripts:bundle.name')}
        hint={t('scripts:bundle.nameHint')}
        maxLength={120}
      />
      <TextField
        {...field('note')}
        label={t('scripts:bundle.noteLabel')}
        hint={t('scripts:bundle.noteHint')}
        maxLength={300}
        optional
      />
      <SubmitButton
        text={t(takes ? 'scripts:bundle.take' : 'scripts:bundle.back')}
        name="do"
        value={takes ? 'handOut' : 'return'}
      />
    </form>
  );
}

import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from '../buttons.tsx';
import { fieldsOf } from '../form-fields.ts';
import { TextField } from '../text-field.tsx';

export const LONGEST_REASON = 300;

type Props = { readonly problem: FormProblem | undefined; readonly hasSaved: boolean };

/** What the sheet is at, said aloud as it changes; the reason for what changes; and the button of the plain form. */
export function SheetBar({ problem, hasSaved }: Props) {
  const t = useT();
  return (
    <div className="sheet-bar">
      <p data-summary role="status" />
      <button type="button" className="button second" data-next-problem hidden>
        {t('marks:sheet.nextProblem')}
      </button>
      <div data-reason hidden={!hasSaved && problem === undefined ? true : undefined}>
        <TextField
          {...fieldsOf(problem)('reason')}
          label={t('marks:sheet.reason')}
          hint={t('marks:sheet.reasonHint')}
          maxLength={LONGEST_REASON}
        />
      </div>
      <SubmitButton text={t('marks:sheet.save')} />
    </div>
  );
}

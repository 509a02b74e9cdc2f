import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from '../buttons.tsx';
import { fieldsOf } from '../form-fields.ts';
import { SummaryList } from '../summary-list.tsx';
import { TextAreaField } from '../text-field.tsx';

export type ShownPreview = {
  readonly paper: string;
  readonly changed: number;
  readonly marks: number;
  readonly clipped: number;
  /** To four decimals, "…" where more follow. */
  readonly meanBefore: string;
  readonly meanAfter: string;
  readonly bundles: string;
};

type Props = {
  readonly preview: ShownPreview;
  /** What was asked for, sent again with the proposal. */
  readonly asked: { readonly epreuve: string; readonly lots: string; readonly points: string };
  readonly problem: FormProblem | undefined;
};

/** What a moderation would do, and the form that proposes it. */
export function ModerationPreview({ preview, asked, problem }: Props) {
  const t = useT();
  const format = useFormat();
  const { changed, marks } = preview;
  return (
    <form method="post">
      <h2>{t('scripts:moderation.effect', { paper: preview.paper })}</h2>
      <SummaryList
        answers={[
          { label: t('scripts:moderation.bundles'), value: preview.bundles },
          {
            label: t('scripts:moderation.changed'),
            value: t('scripts:moderation.changedOf', {
              changed: format.number(changed),
              marks: format.number(marks),
            }),
          },
          { label: t('scripts:moderation.clipped'), value: format.number(preview.clipped) },
          { label: t('scripts:moderation.meanBefore'), value: preview.meanBefore },
          { label: t('scripts:moderation.meanAfter'), value: preview.meanAfter },
        ]}
      />
      {Object.entries(asked).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextAreaField
        {...fieldsOf(problem)('reason')}
        label={t('scripts:moderation.reason')}
        hint={t('scripts:moderation.reasonHint')}
        maxLength={500}
      />
      <SubmitButton text={t('scripts:moderation.propose')} name="do" value="propose" />
    </form>
  );
}

import { useT } from '#app/i18n/use-t.tsx';
import type { Member } from '#app/queries/jury/load-deliberation-page.server.ts';
import { CheckboxGroup } from '../choice-fields.tsx';
import type { FieldOf } from '../form-fields.ts';
import { TextAreaField } from '../text-field.tsx';

/** Why the jury decides, and which of the members present do: all of them unless boxes are unticked. */
export function ReasonAndDeciders({ field, members }: { field: FieldOf; members: readonly Member[] }) {
  const t = useT();
  const present = members.filter((member) => member.present);
  return (
    <>
      <TextAreaField
        {...field('reason')}
        label={t('marking:jury.reason')}
        hint={t('marking:jury.reasonHint')}
        maxLength={1000}
      />
      <CheckboxGroup
        {...field.list(
          'member',
          present.map(({ id }) => id),
        )}
        label={t('marking:jury.deciders')}
        hint={present.length === 0 ? t('deliberation:noMember') : t('marking:jury.decidersHint')}
        choices={present.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}

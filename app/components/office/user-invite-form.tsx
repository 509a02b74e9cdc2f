import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { describedBy, LabelledField } from '#app/components/field-frame.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { TextField } from '#app/components/text-field.tsx';
import type { FormProblem } from '#app/http/forms.ts';
import { STAFF_ROLES } from '#app/http/user-forms.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { listPlaces } from '#app/queries/office/list-choices.server.ts';

type Places = Omit<Awaited<ReturnType<typeof listPlaces>>, 'organisations'>;
type Props = {
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  readonly places: Places;
  readonly problem: FormProblem | undefined;
};

export function InviteForm({ organisations, places, problem }: Props) {
  const t = useT();
  const [only] = organisations;
  const field = fieldsOf(problem, { organisationId: organisations.length === 1 ? only?.id : '' });
  return (
    <section>
      <h2>{t('office:users.invite')}</h2>
      <p>{t('office:users.inviteText', { path: '/compte/mot-de-passe' })}</p>
      <form method="post" noValidate>
        <TextField
          {...field('contact')}
          label={t('office:users.contactField')}
          spellCheck={false}
          dir="ltr"
        />
        <TextField {...field('displayName')} label={t('office:users.nameField')} spellCheck={false} />
        <SelectField
          {...field('organisationId')}
          label={t('office:users.organisation')}
          choices={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          {...field('role')}
          label={t('office:users.role')}
          choices={STAFF_ROLES.map((role) => ({ value: role, label: t(`office:role.${role}`) }))}
        />
        <PlaceField field={field('place')} places={places} />
        <SubmitButton text={t('office:users.submit')} />
      </form>
    </section>
  );
}

type PlaceProps = {
  readonly field: { name: string; defaultValue: string; error: readonly string[] | undefined };
  readonly places: Places;
};

/** One list of every place, by kind. */
function PlaceField({ field: { defaultValue, error, name }, places }: PlaceProps) {
  const t = useT();
  const locale = useLocale();
  const about = {
    name,
    label: t('office:users.place'),
    hint: t('office:users.placeHint'),
    ...(error ? { error } : {}),
  };
  const groups = [
    { kind: 'region', label: t('office:users.regions'), places: places.regions },
    { kind: 'jury', label: t('office:users.juries'), places: places.juries },
    { kind: 'school', label: t('office:users.schools'), places: places.schools },
    { kind: 'centre', label: t('office:users.centres'), places: places.centres },
  ];
  const juries = new Map(
    places.juries.map(({ id, number, sittingName }) => [id, `${sittingName[locale]} · ${number} · `]),
  );
  return (
    <LabelledField {...about}>
      <select {...describedBy(about)} name={name} defaultValue={defaultValue}>
        <option value="">{t('office:users.whole')}</option>
        {groups.map((group) =>
          group.places.length === 0 ? null : (
            <optgroup key={group.kind} label={group.label}>
              {group.places.map((place) => (
                <option key={place.id} value={`${group.kind}:${place.id}`}>
                  {juries.get(place.id)}
                  {place.name}
                </option>
              ))}
            </optgroup>
          ),
        )}
      </select>
    </LabelledField>
  );
}

import { useLocation } from '@remix-run/react';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup } from '#app/components/choice-fields.tsx';
import type { FieldOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { TextField } from '#app/components/text-field.tsx';
import type { Question } from '#app/http/candidate/load-question.server.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { PostForm, type StepFormProps } from './step-forms.tsx';

type Props = Omit<StepFormProps, 'question'> & {
  readonly question: Extract<Question, { step: 'school' }>;
  readonly field: FieldOf;
};

/** Three small pages in one: how, then which school (a search with its list), or which region. */
export function SchoolForm(props: Props) {
  const { kind } = props.question;
  if (kind === null) return <KindForm {...props} />;
  return (
    <>
      {kind === 'official' ? <SchoolSearch {...props} /> : <RegionForm {...props} />}
      <ChangeKind />
    </>
  );
}

function KeepReturn({ returning }: Pick<Props, 'returning'>) {
  return returning ? <input type="hidden" name="retour" value="verifier" /> : null;
}

/** The first half of the answer goes in the address: nothing is stored before the second. */
function KindForm({ returning, stored }: Props) {
  const t = useT();
  return (
    <form method="get">
      <KeepReturn returning={returning} />
      <RadioGroup
        name="type"
        question
        label={t('candidate:wizard.school.title')}
        defaultValue={stored.regionId ? (stored.kind ?? '') : ''}
        choices={(['official', 'free'] as const).map((value) => ({
          value,
          label: t(`candidate:wizard.school.${value}`),
          hint: t(`candidate:wizard.school.${value}Hint`),
        }))}
      />
      <ButtonRow>
        <SubmitButton />
      </ButtonRow>
    </form>
  );
}

function SchoolSearch({ question, returning, version, field, stored }: Props) {
  const t = useT();
  const { query, schools, more, chosenSchool } = question;
  return (
    <>
      <h1>{t('candidate:wizard.school.searchTitle')}</h1>
      {chosenSchool !== null && query === '' ? (
        <PostForm version={version}>
          <input type="hidden" name="kind" value="official" />
          <RadioGroup
            {...field('schoolId')}
            label={t('candidate:wizard.school.chosen')}
            choices={[{ value: stored.schoolId ?? '', label: chosenSchool }]}
          />
        </PostForm>
      ) : null}
      <form method="get">
        <input type="hidden" name="type" value="official" />
        <KeepReturn returning={returning} />
        <TextField
          name="q"
          type="search"
          label={t('candidate:wizard.school.searchLabel')}
          hint={t('candidate:wizard.school.searchHint')}
          defaultValue={query}
          spellCheck={false}
        />
        <SubmitButton kind="second" text={t('common:action.search')} />
      </form>
      {query === '' ? null : schools.length === 0 ? (
        <Notice live>{t('candidate:wizard.school.noneFound', { query })}</Notice>
      ) : (
        <PostForm version={version}>
          <input type="hidden" name="kind" value="official" />
          <RadioGroup
            {...field('schoolId')}
            label={t('candidate:wizard.school.found')}
            hint={more ? t('candidate:wizard.school.more') : undefined}
            choices={schools.map(({ id, name, commune, region }) => ({
              value: id,
              label: name,
              hint: `${commune}, ${region}`,
            }))}
          />
        </PostForm>
      )}
    </>
  );
}

function RegionForm({ question, version, field }: Props) {
  const t = useT();
  return (
    <PostForm version={version}>
      <input type="hidden" name="kind" value="free" />
      <RadioGroup
        {...field('regionId')}
        question
        label={t('candidate:wizard.school.regionTitle')}
        hint={t('candidate:wizard.school.regionHint')}
        choices={question.regions.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </PostForm>
  );
}

function ChangeKind() {
  const t = useT();
  const { pathname, search } = useLocation();
  const kept = new URLSearchParams(search).get('retour') === 'verifier' ? '&retour=verifier' : '';
  return (
    <p>
      <a href={`${pathname}?changer=1${kept}`}>{t('candidate:wizard.school.change')}</a>
    </p>
  );
}

import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from '../buttons.tsx';
import { RadioGroup } from '../choice-fields.tsx';
import { DateField } from '../date-field.tsx';
import { fieldsOf } from '../form-fields.ts';
import { TextField } from '../text-field.tsx';

type Props = {
  /** Something was published already: this is a correction, with its reason. */
  readonly again: boolean;
  readonly second: boolean;
  readonly timeZone: string;
  readonly problem: FormProblem | undefined;
};

/** Asks for a publication; folded away where it isn't what the page is for. */
export function PrepareForm(props: Props) {
  const t = useT();
  const title = t(props.again ? 'results:publication.again' : 'results:publication.prepare');
  if (!props.second)
    return (
      <>
        <h2>{title}</h2>
        <Fields {...props} />
      </>
    );
  return (
    <details open={props.problem !== undefined && props.problem.errors.sure === undefined}>
      <summary>{title}</summary>
      <Fields {...props} />
    </details>
  );
}

/** At once or at an hour, with or without the heads of schools before; hours are shown once they are asked for. */
function Fields({ again, second, timeZone, problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem, { when: 'now', schools: 'with' });
  return (
    <form method="post" className="hours">
      <p>{t(again ? 'results:publication.againText' : 'results:publication.prepareText')}</p>
      {again ? (
        <TextField
          {...field('reason')}
          label={t('results:publication.reason')}
          hint={t('results:publication.reasonHint')}
          maxLength={500}
        />
      ) : null}
      <RadioGroup
        {...field('when')}
        label={t('publishing:form.when')}
        choices={[
          { value: 'now', label: t('publishing:form.now') },
          { value: 'later', label: t('publishing:form.later') },
        ]}
      />
      <div className="later">
        <DateField {...field.date('release')} label={t('publishing:form.date')} />
        <TextField
          {...field('releaseTime')}
          label={t('publishing:form.time')}
          hint={t('publishing:form.timeHint', { zone: timeZone })}
          width={4}
          maxLength={5}
          autoComplete="off"
        />
      </div>
      <RadioGroup
        {...field('schools')}
        label={t('publishing:form.schools')}
        choices={[
          { value: 'with', label: t('publishing:form.schoolsWith') },
          { value: 'before', label: t('publishing:form.schoolsBefore') },
        ]}
      />
      <div className="before">
        <DateField {...field.date('schoolsDate')} label={t('publishing:form.schoolsDate')} />
        <TextField
          {...field('schoolsTime')}
          label={t('publishing:form.schoolsTime')}
          hint={t('publishing:form.timeHint', { zone: timeZone })}
          width={4}
          maxLength={5}
          autoComplete="off"
        />
      </div>
      <SubmitButton
        text={t(again ? 'results:publication.again' : 'results:publication.prepare')}
        kind={second ? 'second' : 'main'}
        name="do"
        value="prepare"
      />
    </form>
  );
}

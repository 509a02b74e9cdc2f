import type { FormProblem } from '#app/http/forms.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { SittingBundles } from '#app/queries/marker/list-sitting-bundles.server.ts';
import { SubmitButton } from '../buttons.tsx';
import { SelectField } from '../choice-fields.tsx';
import { fieldsOf } from '../form-fields.ts';

type Props = {
  readonly page: Pick<SittingBundles, 'markers' | 'entries'>;
  readonly problem: FormProblem | undefined;
};

/** What can be done with the bundles chosen above: hand out, give a pass to somebody, close. */
export function BundleActions({ page: { markers, entries }, problem }: Props) {
  const t = useT();
  const field = fieldsOf(problem);
  const people = markers.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section aria-labelledby="with-chosen">
      <h2 id="with-chosen">{t('marking:office.withChosen')}</h2>
      <div className="filter">
        <SelectField {...field('first')} label={t('marking:office.first')} choices={people} />
        {entries === 2 ? (
          <SelectField {...field('second')} label={t('marking:office.second')} choices={people} />
        ) : null}
        <SubmitButton text={t('marking:office.handOut')} name="do" value="handOut" />
      </div>
      <div className="filter">
        <SelectField
          {...field('pass')}
          label={t('marking:office.pass')}
          placeholder={null}
          choices={[
            { value: '3', label: t('marking:pass.third') },
            { value: '1', label: t('marking:pass.first') },
            { value: '2', label: t('marking:pass.second') },
          ]}
        />
        <SelectField {...field('marker')} label={t('marking:office.third')} choices={people} />
        <SubmitButton text={t('marking:office.assign')} kind="second" name="do" value="assign" />
      </div>
      <SubmitButton text={t('marking:office.close')} kind="second" name="do" value="close" />
    </section>
  );
}

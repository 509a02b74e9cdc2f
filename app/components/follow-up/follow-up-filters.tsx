import { SelectField } from '#app/components/choice-fields.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { useT } from '#app/i18n/use-t.tsx';
import type { HeadcountFilter } from '#app/queries/followup/headcount-scope.ts';

type Props = {
  readonly path: string;
  readonly view: string | undefined;
  readonly filter: HeadcountFilter;
  readonly regions: readonly { readonly id: string; readonly name: string }[];
  readonly series: readonly string[];
};

const STATES = ['draft', 'submitted', 'paid', 'validated', 'returned', 'rejected', 'withdrawn'] as const;

export function FollowUpFilters({ path, view, filter, regions, series }: Props) {
  const t = useT();
  const all = t('office:filter.all');
  return (
    <FilterForm clearHref={view === undefined ? path : `${path}?par=${view}`} keep={{ par: view }}>
      {regions.length > 1 ? (
        <SelectField
          name="region"
          label={t('office:filter.region')}
          placeholder={all}
          defaultValue={filter.regionId ?? ''}
          choices={regions.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <SelectField
        name="serie"
        label={t('office:filter.series')}
        placeholder={all}
        defaultValue={filter.series ?? ''}
        choices={series.map((one) => ({ value: one, label: one }))}
      />
      <SelectField
        name="sexe"
        label={t('followUp:of.sex')}
        placeholder={all}
        defaultValue={filter.sex ?? ''}
        choices={[
          { value: 'F', label: t('followUp:girls') },
          { value: 'M', label: t('followUp:boys') },
        ]}
      />
      <SelectField
        name="type"
        label={t('followUp:kind')}
        placeholder={all}
        defaultValue={filter.kind ?? ''}
        choices={[
          { value: 'official', label: t('followUp:official') },
          { value: 'free', label: t('followUp:freeCandidates') },
        ]}
      />
      <SelectField
        name="etat"
        label={t('office:filter.state')}
        placeholder={t('followUp:sent')}
        defaultValue={filter.state ?? ''}
        choices={STATES.map((state) => ({ value: state, label: t(`states:entry.${state}`) }))}
      />
    </FilterForm>
  );
}

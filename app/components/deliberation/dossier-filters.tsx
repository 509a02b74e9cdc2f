import {
  DOSSIER_ORDERS,
  type DossierList,
  type DossierOrder,
} from '#app/domain/deliberation/dossier-lists.ts';
import { BAND_WIDTHS, type NearBand } from '#app/domain/deliberation/near-bands.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { SelectField } from '../choice-fields.tsx';
import { FilterForm } from '../filter-form.tsx';

type Props = {
  readonly page: {
    readonly list: DossierList | null;
    readonly band: Pick<NearBand, 'id' | 'kind'> | null;
    readonly series: string | null;
    readonly order: DossierOrder;
    readonly allSeries: readonly { readonly code: string; readonly name: Bilingual }[];
    readonly search: string;
  };
};

/** Series, order, and how wide the band is; all in the address. */
export function DossierFilters({ page: { list, band, series, order, allSeries, search } }: Props) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const width = new URLSearchParams(search).get('largeur') ?? '0.5';
  return (
    <FilterForm keep={band ? { bande: band.id } : { liste: list ?? undefined }}>
      {allSeries.length > 1 ? (
        <SelectField
          name="serie"
          label={t('deliberation:series')}
          placeholder={t('deliberation:allSeries')}
          defaultValue={series ?? ''}
          choices={allSeries.map(({ code, name }) => ({ value: code, label: name[locale] }))}
        />
      ) : null}
      <SelectField
        name="ordre"
        label={t('deliberation:order')}
        placeholder={null}
        defaultValue={order}
        choices={DOSSIER_ORDERS.map((one) => ({ value: one, label: t(`deliberation:orders.${one}`) }))}
      />
      {band && band.kind !== 'rescue' ? (
        <SelectField
          name="largeur"
          label={t('deliberation:width')}
          placeholder={null}
          defaultValue={width}
          choices={BAND_WIDTHS.map((one) => ({ value: one, label: format.number(Number(one)) }))}
        />
      ) : null}
    </FilterForm>
  );
}

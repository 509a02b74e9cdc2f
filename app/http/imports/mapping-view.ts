import {
  IMPORT_FIELDS,
  type ImportField,
  proposeMapping,
  requiredFields,
} from '#app/domain/registration/import/columns.ts';
import { type Country, countries } from '#app/domain/registration/nationality.ts';
import type { Locale } from '#app/i18n/locale.ts';
import type { ImportPage } from '#app/queries/imports/load-import.server.ts';

export type MappingView = {
  readonly header: readonly string[];
  readonly fields: readonly {
    readonly field: ImportField;
    readonly required: boolean;
    /** The column chosen before, or the one that its title proposes. */
    readonly column: number | null;
    readonly doubled: boolean;
  }[];
  readonly unmapped: readonly number[];
  readonly joined: readonly { readonly column: number; readonly fields: readonly ImportField[] }[];
  readonly countries: readonly Country[];
  readonly nationality: string | null;
};

/** What the page of columns shows: the mapping used before, else what the titles propose. */
export function mappingView({ batch, plan, profile, regulation }: ImportPage, locale: Locale): MappingView {
  const always = requiredFields(regulation, null);
  const proposed = proposeMapping(batch.header, always);
  const columns = plan?.columns ?? proposed.mapping;
  const unsaid = proposed.mapping.nationality === undefined ? profile.phoneCountry : null;
  return {
    header: batch.header,
    fields: IMPORT_FIELDS.map((field) => ({
      field,
      required: always.includes(field),
      column: columns[field] ?? null,
      doubled: proposed.doubled.some((one) => one.field === field),
    })),
    unmapped: proposed.unmapped,
    joined: proposed.joined,
    countries: countries(locale, [profile.phoneCountry]),
    nationality: plan ? plan.nationality : unsaid,
  };
}

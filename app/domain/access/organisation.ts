/** What an organisation says of itself on pages and documents. Configuration, not code. */
export type OrganisationProfile = {
  readonly name: { readonly fr: string; readonly en: string };
  readonly shortName: string;
  readonly country: { readonly fr: string; readonly en: string };
  readonly motto?: { readonly fr: string; readonly en: string };
  readonly ministry: { readonly fr: string; readonly en: string };
  readonly city: string;
  /** Who signs documents, and in what quality. */
  readonly signatory: { readonly name: string; readonly title: { readonly fr: string; readonly en: string } };
  readonly currency: string;
  readonly timeZone: string;
  /** Default country of telephone numbers, ISO 3166-1 alpha-2. */
  readonly phoneCountry: string;
};

import { z } from 'zod';

const text = z.string().trim().min(1).max(200);
const wording = z.strictObject({ fr: text, en: text });

/** What an organisation says of itself on pages and documents. Configuration, not code. */
export const organisationProfileSchema = z.strictObject({
  name: wording,
  shortName: text,
  country: wording,
  motto: wording.optional(),
  ministry: wording,
  city: text,
  /** Who signs documents, and in what quality. */
  signatory: z.strictObject({ name: text, title: wording }),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** IANA name, such as "Africa/Niamey". */
  timeZone: text,
  /** Default country of telephone numbers, ISO 3166-1 alpha-2. */
  phoneCountry: z.string().regex(/^[A-Z]{2}$/),
  /** Above this amount, in the currency's smallest unit, a refund or a waiver takes a second person; "0" when left out. */
  secondPersonAbove: z
    .string()
    .regex(/^(0|[1-9]\d{0,17})$/)
    .optional(),
});

export type OrganisationProfile = z.infer<typeof organisationProfileSchema>;

import { z } from 'zod';
import { contrastWithWhite, READABLE_CONTRAST } from './contrast.ts';

/**
 * How an organisation's documents look and speak. Everything is optional but the colours: what is left out comes from
 * the organisation's profile. A document's model carries what it resolves to, so that no template looks anything up.
 */
const text = (longest: number) => z.string().trim().min(1).max(longest).normalize('NFC');
const wording = (longest: number) =>
  z.strictObject({ fr: text(longest), en: text(longest).optional(), ar: text(longest).optional() });
export type StyleWording = z.infer<ReturnType<typeof wording>>;

const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'style.colour');
const readable = colour.refine((hex) => contrastWithWhite(hex) >= READABLE_CONTRAST, 'style.contrast');

const signatorySchema = z.strictObject({ name: text(160), title: wording(120) });
export type StyleSignatory = z.infer<typeof signatorySchema>;

/** The kinds somebody signs by hand; a receipt is signed by nobody. */
export const SIGNED_KINDS = ['transcript', 'passCertificate', 'diploma', 'convocation'] as const;
export type SignedKind = (typeof SIGNED_KINDS)[number];

/** Most lines of law before a diploma's sentence, and notes at its foot. */
export const MOST_PREAMBLE = 5;
export const MOST_NOTES = 3;

export const documentStyleSchema = z.strictObject({
  /** A JPEG made by the images adapter and kept under `key`. */
  arms: z.strictObject({ key: text(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
  /** Ink and accent are read as text; the ornament is only drawn. */
  colours: z.strictObject({ ink: readable, accent: readable, ornament: colour }),
  header: z.strictObject({
    country: wording(120).optional(),
    motto: wording(120).optional(),
    ministry: wording(120).optional(),
    office: wording(120).optional(),
  }),
  /** Who signs what no other signatory is named for. */
  signatory: signatorySchema.optional(),
  signatories: z.partialRecord(z.enum(SIGNED_KINDS), signatorySchema),
  /** Signs a diploma beside its signatory. */
  cosigner: signatorySchema.optional(),
  diploma: z.strictObject({
    title: wording(120).optional(),
    preamble: z.array(wording(240)).max(MOST_PREAMBLE),
    conferring: wording(300).optional(),
    rights: wording(300).optional(),
    notes: z.array(wording(240)).max(MOST_NOTES),
  }),
  /** Printed among a transcript's remarks. */
  transcriptNote: wording(240).optional(),
  /** Printed after a convocation's own instructions. */
  convocationNote: wording(240).optional(),
});
export type DocumentStyle = z.infer<typeof documentStyleSchema>;

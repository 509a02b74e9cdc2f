import { z } from 'zod';
import { contrastWithWhite, READABLE_CONTRAST } from '#app/domain/documents/contrast.ts';
import { MOST_NOTES, MOST_PREAMBLE } from '#app/domain/documents/style.ts';
import { message } from '#app/i18n/translate.ts';

const text = (longest: number) => z.string().trim().max(longest).optional();

/** English or Arabic alone says nothing on a French document. */
const wording = (longest: number) =>
  z
    .object({ fr: text(longest), en: text(longest), ar: text(longest) })
    .default({})
    .superRefine(({ fr, en, ar }, context) => {
      if (!fr && (en || ar))
        context.addIssue({ code: 'custom', path: ['fr'], message: message('documentStyle:errors.french') });
    });

const signatory = z
  .object({ name: text(160), title: wording(120) })
  .default({ title: {} })
  .superRefine(({ name, title }, context) => {
    const missing = (path: string[]) =>
      context.addIssue({ code: 'custom', path, message: message('documentStyle:errors.signatory') });
    if (name && !title.fr) missing(['title', 'fr']);
    if (!name && title.fr) missing(['name']);
  });

const LINE = 240;
const list = (most: number) =>
  z
    .object({ fr: text(2000), en: text(2000), ar: text(2000) })
    .default({})
    .superRefine((typed, context) => {
      for (const language of ['fr', 'en', 'ar'] as const) {
        const lines = (typed[language] ?? '').split(/\r?\n/);
        const refuse = (text: string) =>
          context.addIssue({ code: 'custom', path: [language], message: text });
        if (lines.length > most) refuse(message('documentStyle:errors.lines', { most: String(most) }));
        if (lines.some((line) => line.trim().length > LINE))
          refuse(message('common:errors.tooLong', { maximum: String(LINE) }));
      }
    });

const colour = z
  .string({ error: message('documentStyle:errors.colour') })
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, message('documentStyle:errors.colour'));
const readable = colour.refine(
  (hex) => !/^#[0-9a-f]{6}$/.test(hex) || contrastWithWhite(hex) >= READABLE_CONTRAST,
  message('documentStyle:errors.contrast'),
);

/** The style page's form, as `styleOf` takes it. The file comes beside it. */
export const documentStyleForm = z.object({
  seen: z.coerce.number().int().min(0).max(1_000_000),
  removeArms: z.enum(['yes']).optional(),
  colours: z.object({ ink: readable, accent: readable, ornament: colour }),
  header: z
    .object({
      country: wording(120),
      motto: wording(120),
      ministry: wording(120),
      office: wording(120),
    })
    .default({ country: {}, motto: {}, ministry: {}, office: {} }),
  signing: z
    .object({
      signatory,
      cosigner: signatory,
      transcript: signatory,
      passCertificate: signatory,
      diploma: signatory,
      convocation: signatory,
    })
    .default({
      signatory: { title: {} },
      cosigner: { title: {} },
      transcript: { title: {} },
      passCertificate: { title: {} },
      diploma: { title: {} },
      convocation: { title: {} },
    }),
  diploma: z
    .object({
      title: wording(120),
      conferring: wording(300),
      rights: wording(300),
      preamble: list(MOST_PREAMBLE),
      notes: list(MOST_NOTES),
    })
    .default({ title: {}, conferring: {}, rights: {}, preamble: {}, notes: {} }),
  transcriptNote: wording(240),
  convocationNote: wording(240),
});

/** The form's field for a place in a style: "signatories.diploma.name" is typed as "signing.diploma.name". */
export function styleFieldOf(path: string): string {
  return path
    .replace(/^signatories\./, 'signing.')
    .replace(/^(signatory|cosigner)\./, 'signing.$1.')
    .replace(/^(diploma\.(?:preamble|notes))\.\d+\./, '$1.');
}

import { z } from 'zod';
import { DOCUMENT_KINDS } from '#app/domain/documents/kinds.ts';
import { HONOURS } from './document-claims.ts';
import type { ShownCheck } from './shown-document.ts';
import { VERIFICATION_VERDICTS } from './verdicts.ts';

/**
 * What a program is told, as schemas: the answers are typed by them, the published description is made from them, and
 * the tests hold the running routes to it. A field may be added; none is renamed or taken away within `v1`.
 */
const names = z
  .record(z.string(), z.string())
  .describe('A name by language: "fr" always, others where printed.');
const hundredths = z.int().min(0);

const named = z.object({ code: z.string(), name: names.nullable() });

const paper = z.object({
  code: z.string(),
  name: names,
  mark: hundredths.nullable().describe('Hundredths: 1350 is 13.50. Null where a word is printed instead.'),
  maximum: hundredths.describe('Hundredths: 2000 for a mark out of 20.'),
  state: z.enum(['mark', 'absent', 'excused', 'exempt', 'notDue', 'fraud', 'awaited']),
});

const claims = z
  .object({
    issuer: z
      .object({ id: z.string(), names, host: z.string() })
      .nullable()
      .describe('The office, as the trust list names it; never as the document does.'),
    holder: z.string().describe('Full name as printed. Compare it with the document you hold.'),
    type: z.enum(DOCUMENT_KINDS),
    exam: named,
    series: named.nullable(),
    year: z.int(),
    honours: z.enum(HONOURS).nullable(),
    number: z.string(),
    edition: z.int().min(1).describe('Above 1 after a correction or a loss.'),
    marks: z
      .array(paper)
      .nullable()
      .describe('Only for a transcript in force, asked by its own QR or address.'),
    average: z.object({ value: hundredths, maximum: hundredths }).nullable(),
  })
  .describe('What the document must say. Absent when there is nothing to compare with.');

export const apiAnswerSchema = z.object({
  verdict: z.enum(VERIFICATION_VERDICTS).describe('Only "valid" is good. An unknown later verdict is not.'),
  reason: z.string().describe('Why, as a code for your log, such as "document.good" or "token.mismatch".'),
  statusAsOf: z.int().nullable().describe('When the status was true: seconds since 1970, UTC.'),
  foreignHost: z.string().optional().describe('The other site that the QR leads to.'),
  claims: claims.optional(),
});
export type ApiAnswer = z.output<typeof apiAnswerSchema>;

/** Longest text a QR of ours or a wallet's can hold, with room. */
const LONGEST_TEXT = 8192;

export const apiQuestionSchema = z.union([
  z
    .strictObject({ text: z.string().min(1).max(LONGEST_TEXT) })
    .describe('What was scanned: the whole address with its digits, the digits, or the address alone.'),
  z
    .strictObject({ number: z.string().min(1).max(80), code: z.string().min(1).max(80) })
    .describe('The number and the code printed on the document, typed any way.'),
]);
export type ApiQuestion = z.output<typeof apiQuestionSchema>;

export const apiErrorSchema = z.object({
  error: z.string().describe('A code, such as "rate.limited", "request.malformed" or "unavailable".'),
});

export const LOT_ROW_STATES = ['checked', 'incomplete', 'notChecked'] as const;

export const apiLotSchema = z.object({
  rows: z.array(
    z.object({
      row: z.int().min(1).describe('As a spreadsheet counts: 1 is the first row.'),
      state: z
        .enum(LOT_ROW_STATES)
        .describe(
          '"incomplete" lacks a number, a code or an address; "notChecked" came after too many wrong rows.',
        ),
      answer: apiAnswerSchema.optional(),
    }),
  ),
  checked: z.int().min(0),
  notChecked: z.int().min(0),
});
export type ApiLot = z.output<typeof apiLotSchema>;

/** What the page shows, as a program reads it. */
export function apiAnswer({ verdict, reason, statusAsOf, foreignHost, document }: ShownCheck): ApiAnswer {
  return {
    ...{ verdict, reason, statusAsOf },
    ...(foreignHost === undefined ? {} : { foreignHost }),
    ...(document && { claims: { ...document, marks: document.marks ? [...document.marks] : null } }),
  };
}

import { z } from 'zod';
import { DOCUMENT_KINDS, type DocumentKind } from '#app/domain/documents/kinds.ts';

/** Honours in the order of their codes, from 0. */
export const HONOURS = ['none', 'passable', 'assezBien', 'bien', 'tresBien', 'excellent'] as const;
export type Honours = (typeof HONOURS)[number];

/** A document before any result exists carries no average. */
const WITHOUT_AVERAGE: readonly DocumentKind[] = ['convocation', 'receipt'];

const cleanText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    // Control characters could make a page show something else than what was signed.
    .refine(
      (value) => value === value.normalize('NFC') && !/\p{Cc}|\p{Cs}/u.test(value),
      'not clean NFC text',
    )
    .refine((value) => value.trim() === value, 'blank at an end');
const text = cleanText(200);

const hundredths = z.int().min(0).max(1_000_000);

function isDay(written: string): boolean {
  const [year, month, day] = [
    Number(written.slice(0, 4)),
    Number(written.slice(4, 6)),
    Number(written.slice(6)),
  ];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** What a signed document says. Nothing else may be shown by a verifier. */
export const documentClaimsSchema = z
  .strictObject({
    /** The issuing organisation's id in the trust list. */
    issuer: text,
    /** Seconds since 1970. */
    issuedAt: z.int().min(1).max(253_402_300_799),
    /** Surname and given names, as long as a document prints them. */
    holder: cleanText(321),
    /** "YYYYMMDD", or "YYYY" where the office prefers the year alone. */
    birthDate: z
      .string()
      .refine((value) => /^\d{4}$/.test(value) || (/^\d{8}$/.test(value) && isDay(value)), 'no date'),
    type: z.enum(DOCUMENT_KINDS),
    exam: text,
    series: text,
    year: z.int().min(1900).max(2999),
    honours: z.enum(HONOURS),
    /** Hundredths; `null` only on a convocation or a receipt. */
    average: hundredths.nullable(),
    number: text,
    /** 1 for the first issue; a correction or a replacement is one more. */
    edition: z.int().min(1).max(10_000),
    statusIndex: z.int().min(0).max(0xffff_ffff),
    /** Paper code and mark in hundredths; `null` where no mark was given. Transcripts only. */
    marks: z
      .array(z.tuple([text, hundredths.nullable()]))
      .min(1)
      .max(60)
      .optional(),
  })
  .refine((claims) => claims.average !== null || WITHOUT_AVERAGE.includes(claims.type), 'no average')
  .refine(
    (claims) => claims.marks === undefined || claims.type === 'transcript',
    'marks on another document',
  );

export type DocumentClaims = z.infer<typeof documentClaimsSchema>;

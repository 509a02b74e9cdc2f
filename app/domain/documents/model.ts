import { z } from 'zod';

/**
 * What a document says, resolved to the last word: a template adds only its own fixed labels and looks nothing up.
 * Everything is JSON: dates are `YYYY-MM-DD`, marks, coefficients and points are hundredths, money is minor units as
 * decimal digits. A model is rendered to the same bytes for ever, so a released shape is extended, never reinterpreted.
 */
const text = (longest: number) => z.string().trim().min(1).max(longest).normalize('NFC');
const hundredths = z.int().min(0).max(100_000_000);
const isoDate = z.iso.date();
const colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** French first; the English text is printed beside it when the document's languages say so. */
const wording = (longest: number) => z.strictObject({ fr: text(longest), en: text(longest).optional() });
export type Wording = z.infer<ReturnType<typeof wording>>;
/** With the Arabic an office gives, drawn beside or below on the pages that have room for it. */
const withArabic = (longest: number) => wording(longest).extend({ ar: text(longest).optional() });
export type ArabicWording = z.infer<ReturnType<typeof withArabic>>;
/** What an exam, an office, a paper is called, and a sentence. */
const nameSchema = wording(120);
const sentenceSchema = wording(300);

/** A picture that is kept for ever under `key`; its digest makes it part of what the model says. */
const pictureSchema = z.strictObject({ key: text(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export const officeSchema = z.strictObject({
  country: withArabic(120),
  motto: withArabic(120).optional(),
  ministry: withArabic(120),
  name: withArabic(120),
  /** A JPEG, drawn in place of the laurel. */
  arms: pictureSchema.optional(),
  /** Lower-case hexadecimal: the ink of the text, the colour of titles and the laurel, the thin rules. */
  colours: z.strictObject({ ink: colour, accent: colour, ornament: colour }),
});
export type DocumentOffice = z.infer<typeof officeSchema>;

/** The house colours, for offices that choose none: near-black ink, deep laurel green, gold. */
export const HOUSE_COLOURS = { ink: '#1c1b18', accent: '#1f4d36', ornament: '#a8863a' } as const;

/** The QR of the verification profile: a byte segment up to and including `#`, then a numeric segment. */
export const qrSchema = z.strictObject({
  url: z.string().regex(/^https?:\/\/[a-z0-9.:-]+\/v\/[A-Za-z0-9_-]+#$/),
  digits: z.string().regex(/^\d{1,4000}$/),
});
export type DocumentQr = z.infer<typeof qrSchema>;

const candidateSchema = z.strictObject({
  surname: text(160),
  givenNames: text(160).optional(),
  /** `YYYY-MM-DD`, or `YYYY` where only the year is known. */
  birthDate: z.union([isoDate, z.string().regex(/^\d{4}$/)]),
  birthPlace: text(160),
  sex: z.enum(['F', 'M']),
  nationality: nameSchema,
});
export type DocumentCandidate = z.infer<typeof candidateSchema>;

const common = {
  templateVersion: z.literal(1),
  languages: z.union([z.tuple([z.literal('fr')]), z.tuple([z.literal('fr'), z.literal('en')])]),
  office: officeSchema,
  number: text(40),
  edition: z.int().min(1).max(999),
  issuedOn: isoDate,
  /** The official host, printed beside the QR, and the code for people without a camera. */
  verification: z.strictObject({ host: z.string().regex(/^[a-z0-9.:-]{1,120}$/), typedCode: text(40) }),
};

const examination = {
  exam: nameSchema,
  sitting: nameSchema,
  series: z.strictObject({ code: text(20), name: nameSchema }),
  candidate: candidateSchema,
  tableNumber: text(30),
  /** Absent for a candidate who enrolled on their own. */
  school: text(200).optional(),
};

const signatorySchema = z.strictObject({ title: withArabic(120), name: text(160) });
export type DocumentSignatory = z.infer<typeof signatorySchema>;

const signingSchema = signatorySchema.extend({ place: text(80), on: isoDate });
export type DocumentSigning = z.infer<typeof signingSchema>;

const rowSchema = z.strictObject({
  code: text(30),
  name: nameSchema,
  result: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('mark'), value: hundredths }),
    z.strictObject({ state: z.enum(['absent', 'excused', 'exempt', 'notDue', 'fraud', 'awaited']) }),
  ]),
  /** Hundredths: 2000 for a mark out of 20. */
  maximum: hundredths,
  /** Hundredths: coefficient 5 is 500; `null` where the paper counts without one. */
  coefficient: hundredths.nullable(),
  /** Hundredths; `null` where the paper leaves the sum. */
  points: z.int().min(-100_000_000).max(100_000_000).nullable(),
});
export type TranscriptRow = z.infer<typeof rowSchema>;

/** What one page holds in legible type. */
const MOST_PAPERS = 30;

const subtotalSchema = z.strictObject({ coefficient: hundredths, points: hundredths });

export const transcriptDraftSchema = z.strictObject({
  kind: z.literal('transcript'),
  ...common,
  ...examination,
  jury: text(80),
  groups: z
    .array(
      z.strictObject({
        title: nameSchema,
        rows: z.array(rowSchema).min(1).max(MOST_PAPERS),
        subtotal: subtotalSchema.optional(),
      }),
    )
    .min(1)
    .max(6),
  totals: subtotalSchema,
  /** Hundredths of `averageMaximum`; `null` when the result can't have one. */
  average: hundredths.nullable(),
  averageMaximum: hundredths,
  decision: nameSchema,
  honours: nameSchema.nullable(),
  remarks: z.array(sentenceSchema).max(4),
  signing: signingSchema,
});

export const passCertificateDraftSchema = z.strictObject({
  kind: z.literal('passCertificate'),
  ...common,
  ...examination,
  jury: text(80),
  average: hundredths.nullable(),
  averageMaximum: hundredths,
  honours: nameSchema.nullable(),
  signing: signingSchema,
});

export const diplomaDraftSchema = z.strictObject({
  kind: z.literal('diploma'),
  ...common,
  ...examination,
  jury: text(80),
  /** "Diplôme du baccalauréat", and what it is of on a line of its own: "de l’enseignement secondaire général". */
  title: withArabic(120),
  subtitle: withArabic(120).optional(),
  /** The laws it is given under: "Vu la loi …". */
  preamble: z.array(withArabic(240)).max(5),
  /** Before the holder's name: who confers what. */
  conferring: withArabic(300),
  /** After what was earned: "pour en jouir avec les droits et prérogatives qui y sont attachés". */
  rights: withArabic(300).optional(),
  honours: nameSchema.nullable(),
  /** In small type at the foot: "Il n’est délivré qu’un seul exemplaire." */
  notes: z.array(withArabic(240)).max(3),
  signing: signingSchema,
  /** Who signs beside the first, such as the office's director beside the minister. */
  cosigner: signatorySchema.optional(),
});

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const convocationDraftSchema = z.strictObject({
  kind: z.literal('convocation'),
  ...common,
  ...examination,
  /** The key of a JPEG in the assets given to the renderer. */
  photoKey: text(200).optional(),
  centre: z.strictObject({ name: text(200), place: text(200).optional() }),
  room: text(60),
  seat: text(30),
  timetable: z
    .array(z.strictObject({ date: isoDate, start: clockTime, end: clockTime, paper: nameSchema }))
    .min(1)
    .max(40),
  instructions: z.array(sentenceSchema).max(10),
  /** The secret that, with the table number, opens the result later. */
  resultCode: text(40),
  signing: signingSchema,
});

const amount = z.string().regex(/^\d{1,15}$/);
/** Negative for what was given up. */
const signedAmount = z.string().regex(/^-?\d{1,15}$/);

export const receiptDraftSchema = z.strictObject({
  kind: z.literal('receipt'),
  ...common,
  payer: text(200),
  /** What the payment was for: a candidate and a sitting, or a school and its list. */
  subject: sentenceSchema,
  currency: z.string().regex(/^[A-Z]{3}$/),
  lines: z
    .array(z.strictObject({ label: nameSchema, amount: signedAmount }))
    .min(1)
    .max(40),
  total: amount,
  paidOn: isoDate,
  means: nameSchema,
  /** The provider's own reference, for reconciliation. */
  paymentReference: text(120).optional(),
});

/** A document before it is signed: what the number, the hash and the signature are made over. */
export const documentDraftSchema = z
  .discriminatedUnion('kind', [
    transcriptDraftSchema,
    passCertificateDraftSchema,
    diplomaDraftSchema,
    convocationDraftSchema,
    receiptDraftSchema,
  ])
  .superRefine((draft, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (draft.kind === 'receipt') {
      const sum = draft.lines.reduce((total, line) => total + BigInt(line.amount), 0n);
      if (sum !== BigInt(draft.total)) refuse('total', 'not the sum of the lines');
    }
    if (draft.kind === 'transcript') {
      const papers = draft.groups.reduce((total, group) => total + group.rows.length, 0);
      if (papers > MOST_PAPERS) refuse('groups', 'more papers than a page holds');
    }
  });

type Sealed<Draft> = Draft & { qr: DocumentQr };
export type TranscriptModel = Sealed<z.infer<typeof transcriptDraftSchema>>;
export type PassCertificateModel = Sealed<z.infer<typeof passCertificateDraftSchema>>;
export type DiplomaModel = Sealed<z.infer<typeof diplomaDraftSchema>>;
export type ConvocationModel = Sealed<z.infer<typeof convocationDraftSchema>>;
export type ReceiptModel = Sealed<z.infer<typeof receiptDraftSchema>>;

export type DocumentDraft = z.infer<typeof documentDraftSchema>;
/** A draft and its QR: all a template needs. */
export type DocumentModel =
  | TranscriptModel
  | PassCertificateModel
  | DiplomaModel
  | ConvocationModel
  | ReceiptModel;
export type DocumentKind = DocumentModel['kind'];

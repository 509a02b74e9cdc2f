import { DOCUMENT_KINDS, DOCUMENT_TYPE } from '#app/domain/documents/kinds.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { type DocumentClaims, documentClaimsSchema, HONOURS } from './document-claims.ts';
import { encodeCbor, readCbor } from './read-cbor.ts';

/** CWT claim keys (RFC 8392), MOSIP Claim 169, and the profile's own claim for the examination. */
const ISSUER = 1;
const ISSUED_AT = 6;
const PERSON = 169;
const EXAMINATION = -70001;
/** Keys inside Claim 169. */
const FULL_NAME = 4;
const BIRTH_DATE = 8;

/** The examination as signed: `[type, exam, series, year, honours, average×100, number, edition, statusIndex, marks?]`. */
export function examinationArray(claims: DocumentClaims): unknown[] {
  const fixed = [
    DOCUMENT_TYPE[claims.type],
    claims.exam,
    claims.series,
    claims.year,
    HONOURS.indexOf(claims.honours),
    claims.average,
    claims.number,
    claims.edition,
    claims.statusIndex,
  ];
  return claims.marks ? [...fixed, claims.marks] : fixed;
}

function nfc(claims: DocumentClaims): DocumentClaims {
  const text = (value: string) => value.normalize('NFC');
  return {
    ...claims,
    issuer: text(claims.issuer),
    holder: text(claims.holder),
    exam: text(claims.exam),
    series: text(claims.series),
    number: text(claims.number),
    ...(claims.marks && {
      marks: claims.marks.map(([paper, mark]): [string, number | null] => [text(paper), mark]),
    }),
  };
}

/** The payload to sign: deterministic CBOR, strings in NFC. @throws ZodError for claims the profile does not allow. */
export function encodePayload(claims: DocumentClaims): Uint8Array {
  const checked = documentClaimsSchema.parse(nfc(claims));
  return encodeCbor(
    new Map<number, unknown>([
      [ISSUER, checked.issuer],
      [ISSUED_AT, checked.issuedAt],
      [
        PERSON,
        new Map([
          [FULL_NAME, checked.holder],
          [BIRTH_DATE, checked.birthDate],
        ]),
      ],
      [EXAMINATION, examinationArray(checked)],
    ]),
  );
}

/** The nth name of a list of codes, when the code is a listed integer. */
function named<T>(names: readonly T[], index: unknown): T | undefined {
  return typeof index === 'number' ? names[index] : undefined;
}

/**
 * Reads a signed payload. Anything missing, mistyped, not NFC or not deterministic is `payload.unsupported`: the
 * signature may be good, but this is no document of the profile. Claims it does not name are left out.
 */
export function decodePayload(bytes: Uint8Array): Verdict<DocumentClaims, 'payload.unsupported'> {
  const root = readCbor(bytes)?.value;
  if (!(root instanceof Map)) return refuse('payload.unsupported');
  const person: unknown = root.get(PERSON);
  const examination: unknown = root.get(EXAMINATION);
  if (!(person instanceof Map) || !Array.isArray(examination)) return refuse('payload.unsupported');
  if (examination.length !== 9 && examination.length !== 10) return refuse('payload.unsupported');
  const [
    type,
    exam,
    series,
    year,
    honours,
    average,
    number,
    edition,
    statusIndex,
    marks,
  ]: readonly unknown[] = examination;
  const read = documentClaimsSchema.safeParse({
    issuer: root.get(ISSUER),
    issuedAt: root.get(ISSUED_AT),
    holder: person.get(FULL_NAME),
    birthDate: person.get(BIRTH_DATE),
    type: DOCUMENT_KINDS.find((kind) => DOCUMENT_TYPE[kind] === type),
    exam,
    series,
    year,
    honours: named(HONOURS, honours),
    average,
    number,
    edition,
    statusIndex,
    ...(examination.length === 10 && { marks }),
  });
  return read.success && !(examination.length === 10 && marks === undefined)
    ? accept(read.data)
    : refuse('payload.unsupported');
}

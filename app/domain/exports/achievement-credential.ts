import { z } from 'zod';
import type { DocumentKind } from '../documents/kinds.ts';
import type { DocumentDraft, Wording } from '../documents/model.ts';
import type { DocumentClaims } from '../verification/document-claims.ts';

/** Contexts in the order both specifications ask for: W3C VC Data Model 2.0, then 1EdTech Open Badges 3.0. */
const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;

/** Says what the status entry means: a place in an IETF Token Status List, which no shared context names. */
const STATUS_CONTEXT = {
  TokenStatusListEntry: {
    '@id': 'https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/#entry',
    '@context': {
      statusListUri: {
        '@id': 'https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/#uri',
        '@type': '@id',
      },
      statusListIndex: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-status-list/#idx',
    },
  },
} as const;

const typed = (...types: [string, ...string[]]) => z.tuple([z.literal(types[0])]);
const https = z.url({ protocol: /^https?$/ });
const text = z.string().min(1);

/** What the two specifications require, and nothing that this document would not print. */
export const achievementCredentialSchema = z.strictObject({
  '@context': z.tuple([z.literal(CONTEXTS[0]), z.literal(CONTEXTS[1]), z.record(text, z.unknown())]),
  id: z.url(),
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  name: text,
  issuer: z.strictObject({ id: https, type: typed('Profile'), name: text, url: https }),
  validFrom: z.iso.datetime(),
  credentialSubject: z.strictObject({
    type: typed('AchievementSubject'),
    identifier: z
      .array(
        z.strictObject({
          type: z.literal('IdentityObject'),
          hashed: z.literal(false),
          identityHash: text,
          identityType: z.enum(['name', 'identifier']),
        }),
      )
      .min(1),
    licenseNumber: text,
    achievement: z.strictObject({
      id: z.url(),
      type: typed('Achievement'),
      achievementType: z.enum(['Assessment', 'Certificate', 'Diploma']),
      name: text,
      description: text,
      criteria: z.strictObject({ narrative: text }),
      humanCode: text,
      resultDescription: z
        .array(
          z.strictObject({
            id: z.url(),
            type: typed('ResultDescription'),
            name: text,
            resultType: z.enum(['RawScore', 'Status', 'Result']),
            valueMin: text.optional(),
            valueMax: text.optional(),
          }),
        )
        .optional(),
    }),
    result: z
      .array(z.strictObject({ type: typed('Result'), resultDescription: z.url(), value: text }))
      .optional(),
  }),
  credentialStatus: z.strictObject({
    id: z.url(),
    type: z.literal('TokenStatusListEntry'),
    statusListUri: https,
    statusListIndex: z.int().min(0),
  }),
});
export type AchievementCredential = z.infer<typeof achievementCredentialSchema>;

export type CredentialFacts = {
  readonly draft: DocumentDraft;
  readonly claims: DocumentClaims;
  /** "https://examens.example", the official host. */
  readonly origin: string;
  readonly issuerName: Wording;
  readonly token: string;
  /** The list that holds its status, and its place there. */
  readonly status: { readonly uri: string; readonly place: number };
};

const ACHIEVEMENT: Partial<
  Record<DocumentKind, { type: 'Assessment' | 'Certificate' | 'Diploma'; name: string }>
> = {
  transcript: { type: 'Assessment', name: 'Relevé de notes' },
  passCertificate: { type: 'Certificate', name: 'Attestation de réussite' },
  diploma: { type: 'Diploma', name: 'Diplôme' },
};

/**
 * The same credential as a W3C Verifiable Credential 2.0 that is an Open Badge 3.0; `undefined` for a document that
 * says nothing of an achievement. It holds what is printed: no date of birth, address, centre or photo.
 */
export function achievementCredential(facts: CredentialFacts): AchievementCredential | undefined {
  const { draft, claims, origin, issuerName, token, status } = facts;
  const kind = ACHIEVEMENT[claims.type];
  if (!kind || !('exam' in draft)) return undefined;
  const name = `${kind.name} – ${draft.sitting.fr}`;
  const id = `${origin}/v/${token}`;
  const results = resultsOf(facts, id);
  const person = (identityHash: string, identityType: 'name' | 'identifier') =>
    ({ type: 'IdentityObject', hashed: false, identityHash, identityType }) as const;
  return {
    '@context': [...CONTEXTS, STATUS_CONTEXT],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name,
    issuer: { id: origin, type: ['Profile'], name: issuerName.fr, url: origin },
    validFrom: new Date(claims.issuedAt * 1000).toISOString().replace('.000Z', 'Z'),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [person(claims.holder, 'name'), person(draft.tableNumber, 'identifier')],
      licenseNumber: claims.number,
      achievement: {
        id: `urn:palmares:${[claims.issuer, claims.exam, claims.series, claims.year, claims.type].map(encodeURIComponent).join(':')}`,
        type: ['Achievement'],
        achievementType: kind.type,
        name,
        description: `${draft.exam.fr}, ${draft.series.name.fr}, ${claims.year}`,
        criteria: {
          narrative: `Épreuves de ${draft.sitting.fr}, délibérées et publiées par ${issuerName.fr}.`,
        },
        humanCode: `${claims.exam}-${claims.series}-${claims.year}`,
        ...(results.length > 0 ? { resultDescription: results.map(({ description }) => description) } : {}),
      },
      ...(results.length > 0 ? { result: results.map(({ result }) => result) } : {}),
    },
    credentialStatus: {
      id: `${status.uri}#${status.place}`,
      type: 'TokenStatusListEntry',
      statusListUri: status.uri,
      statusListIndex: status.place,
    },
  };
}

const decimal = (hundredths: number) => (hundredths / 100).toFixed(2);

type ResultRow = { code: string; name: string; value: string; maximum?: number };

/** The average and honours, and on a transcript its marks and coefficients, as results with their own descriptions. */
function resultsOf({ draft }: CredentialFacts, id: string) {
  const rows: ResultRow[] = [];
  if ('average' in draft && draft.average !== null)
    rows.push({
      code: 'average',
      name: 'Moyenne',
      value: decimal(draft.average),
      maximum: draft.averageMaximum,
    });
  if ('honours' in draft && draft.honours)
    rows.push({ code: 'honours', name: 'Mention', value: draft.honours.fr });
  if (draft.kind === 'transcript')
    for (const { code, name, result, maximum, coefficient } of draft.groups.flatMap((group) => group.rows)) {
      const weight = coefficient === null ? '' : ` (coefficient ${coefficient / 100})`;
      const value = result.state === 'mark' ? decimal(result.value) : result.state;
      rows.push({ code: `mark-${code}`, name: `${name.fr}${weight}`, value, maximum });
    }
  return rows.map(({ code, name, value, maximum }) => {
    const resultDescription = `${id}#${encodeURIComponent(code)}`;
    const range = maximum === undefined ? {} : { valueMin: '0', valueMax: decimal(maximum) };
    const resultType = maximum === undefined ? ('Result' as const) : ('RawScore' as const);
    return {
      description: {
        id: resultDescription,
        type: ['ResultDescription'] as ['ResultDescription'],
        name,
        resultType,
        ...range,
      },
      result: { type: ['Result'] as ['Result'], resultDescription, value },
    };
  });
}

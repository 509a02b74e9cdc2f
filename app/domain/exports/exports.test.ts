import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { samplePassCertificate, sampleReceipt, sampleTranscript } from '#pdf/testing/sample-models.ts';
import type { DocumentDraft } from '../documents/model.ts';
import type { DocumentClaims } from '../verification/document-claims.ts';
import { parseJws } from '../verification/jws.ts';
import { achievementCredential, achievementCredentialSchema } from './achievement-credential.ts';
import { signCredential } from './credential-jwt.ts';
import { elmoTranscript } from './elmo.ts';
import { exportsOf } from './formats.ts';
import { element, xmlDocument } from './xml.ts';

const { qr: _transcript, ...transcript } = sampleTranscript;
const { qr: _certificate, ...certificate } = samplePassCertificate;
const { qr: _receipt, ...receipt } = sampleReceipt;
const ORIGIN = 'https://examens.example';

function claimsOf(draft: DocumentDraft): DocumentClaims {
  return {
    issuer: 'OBE',
    issuedAt: 1_800_000_000,
    holder: 'MAÏGA OUSSEINI Aïssatou',
    birthDate: '20080229',
    type: draft.kind,
    exam: 'BAC',
    series: 'D',
    year: 2026,
    honours: 'bien',
    average: 1363,
    number: draft.number,
    edition: 1,
    statusIndex: 4711,
  };
}

const credentialOf = (draft: DocumentDraft) =>
  achievementCredential({
    draft,
    claims: claimsOf(draft),
    origin: ORIGIN,
    issuerName: { fr: 'Office du baccalauréat' },
    token: 'AAAAAAAAAAAAAAAA',
    status: { uri: `${ORIGIN}/status/OBE`, place: 4711 },
  });

describe('a document as a W3C credential and Open Badge', () => {
  it('has the contexts, types and members both specifications require', () => {
    for (const draft of [transcript, certificate]) {
      const credential = achievementCredentialSchema.parse(credentialOf(draft));
      expect(credential['@context'].slice(0, 2)).toEqual([
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ]);
      expect(credential).toMatchObject({
        id: `${ORIGIN}/v/AAAAAAAAAAAAAAAA`,
        issuer: { id: ORIGIN, type: ['Profile'] },
        validFrom: '2027-01-15T08:00:00Z',
        credentialStatus: { statusListUri: `${ORIGIN}/status/OBE`, statusListIndex: 4711 },
      });
    }
  });

  it('gives the average of both and the marks of a transcript, each described', () => {
    const { achievement, result = [] } = credentialOf(transcript)?.credentialSubject ?? { achievement: null };
    expect(achievement?.achievementType).toBe('Assessment');
    const described = new Map(achievement?.resultDescription?.map(({ id, name }) => [id, name]));
    expect(result.every(({ resultDescription }) => described.has(resultDescription))).toBe(true);
    const papers = transcript.groups.flatMap(({ rows }) => rows);
    const marks = result.filter(({ resultDescription }) => resultDescription.includes('#mark-'));
    expect(marks).toHaveLength(papers.length);
    expect([...described.values()].some((name) => name.includes('(coefficient '))).toBe(true);
    const subject = credentialOf(certificate)?.credentialSubject;
    expect(subject?.achievement.achievementType).toBe('Certificate');
    expect(subject?.result?.some(({ resultDescription }) => resultDescription.includes('#mark-'))).toBe(
      false,
    );
  });

  it('holds nothing that is nobody else’s: no birth, place, school or centre; and none of a receipt', () => {
    const text = JSON.stringify(credentialOf(transcript));
    for (const kept of ['20080229', '2008', transcript.candidate.birthPlace, transcript.school ?? 'École'])
      expect(text).not.toContain(kept);
    expect(credentialOf(receipt)).toBeUndefined();
  });

  it('is signed as a vc+jwt whose payload is the credential, by a key its kid leads to', async () => {
    const { secretKey, publicKey } = ed25519.keygen(new Uint8Array(32).fill(7));
    const credential = achievementCredentialSchema.parse(credentialOf(transcript));
    const sign = async (bytes: Uint8Array) => ed25519.sign(bytes, secretKey);
    const jwt = await signCredential(credential, { kid: 'AbCdEfGhIjk', alg: 'EdDSA' }, sign);
    expect(await signCredential(credential, { kid: 'AbCdEfGhIjk', alg: 'EdDSA' }, sign)).toBe(jwt);
    const parsed = parseJws(jwt);
    if (!parsed) throw new Error('no JWS');
    expect(parsed.header).toEqual({
      alg: 'EdDSA',
      typ: 'vc+jwt',
      kid: `${ORIGIN}/.well-known/jwks/AbCdEfGhIjk`,
    });
    expect(parsed.payload).toEqual({
      ...credential,
      iss: ORIGIN,
      jti: credential.id,
      nbf: 1_800_000_000,
      iat: 1_800_000_000,
      status: { status_list: { idx: 4711, uri: `${ORIGIN}/status/OBE` } },
    });
    expect(ed25519.verify(parsed.signature, parsed.signingInput, publicKey)).toBe(true);
  });
});

const elmo = (draft = transcript) =>
  elmoTranscript({
    draft,
    country: 'NE',
    issuer: { code: 'OBE', name: { fr: 'Office du baccalauréat', en: 'Baccalaureate Office' } },
    origin: ORIGIN,
    token: 'AAAAAAAAAAAAAAAA',
    issuedAt: 1_800_000_000,
    passed: true,
  });

describe('a transcript as ELMO', () => {
  it('has every paper with its mark and coefficient, and the same bytes each time', () => {
    const xml = elmo();
    expect(elmo()).toBe(xml);
    const papers = transcript.groups.flatMap(({ rows }) => rows);
    expect(xml.match(/<hasPart>/g)).toHaveLength(papers.length);
    const weighted = papers.filter(({ coefficient }) => coefficient !== null);
    expect(xml.match(/<scheme>coefficient<\/scheme>/g)).toHaveLength(weighted.length + 1);
    expect(xml).toContain('<resultLabel>13.63</resultLabel>');
  });

  it('escapes what a name may hold, and leaves out what no XML can', () => {
    const written = xmlDocument(element('a', { b: '"<&' }, 'x\u0000<y>&\ud800 ɓ'));
    expect(written).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a b="&quot;&lt;&amp;">x&lt;y&gt;&amp; ɓ</a>\n',
    );
  });
});

const cases = join(import.meta.dirname, '../../../../shared/cases/exchange/elmo');
describe.skipIf(!existsSync(cases))('the ELMO schema (skipped where ../shared/cases is absent)', () => {
  /** The schemas with the addresses of their imports as the catalogue maps them: nothing is fetched. */
  function schemas(): { schema: File[]; preload: File[] } {
    const catalogue = readFileSync(join(cases, 'catalog.xml'), 'utf8');
    const places = [...catalogue.matchAll(/systemId="([^"]+)" uri="references\/([^"]+)"/g)];
    const local = (name: string): File => {
      const text = readFileSync(join(cases, name), 'utf8');
      const contents = places.reduce(
        (so, [, from = '', to = '']) => so.replaceAll(`"${from}"`, `"${to}"`),
        text,
      );
      return { fileName: name.split('/').at(-1) ?? name, contents };
    };
    const preload = readdirSync(join(cases, 'references')).map((name) => local(`references/${name}`));
    return { schema: [local('schema.xsd')], preload };
  }
  type File = { fileName: string; contents: string };
  const check = (contents: string) =>
    validateXML({ xml: [{ fileName: 'elmo.xml', contents }], ...schemas() });

  it('accepts what we make, for the fullest and the barest transcript', async () => {
    const { school: _, ...rest } = transcript;
    const bare = {
      ...rest,
      candidate: { ...rest.candidate, birthDate: '2008', surname: 'Ɓaƙo & <fils>' },
      average: null,
    };
    for (const draft of [transcript, bare]) {
      const result = await check(elmo(draft));
      expect(result.errors.map(({ message }) => message)).toEqual([]);
    }
  });

  it('refuses it once an element is missing or misplaced, so that the test can fail', async () => {
    const result = await check(elmo().replace(/<familyName>.*<\/familyName>/, ''));
    expect(result.valid).toBe(false);
  });
});

it('a document is given in other formats only while it is in force, and ELMO only of marks', () => {
  const names = (...of: Parameters<typeof exportsOf>) => exportsOf(...of).map(({ name }) => name);
  expect(names('transcript', 'valid')).toEqual(['credential', 'elmo', 'walletSvg', 'walletPng']);
  expect(names('diploma', 'valid')).toEqual(['credential', 'walletSvg', 'walletPng']);
  for (const ended of ['revoked', 'suspended', 'superseded'] as const)
    expect(names('transcript', ended)).toEqual([]);
  expect(names('receipt', 'valid')).toEqual([]);
});

import { beforeAll, expect, it } from 'vitest';
import { compareAnswers } from './compare-answers.ts';
import { answerOnDevice, type DeviceKnowledge, statusAddresses } from './device-answer.ts';
import {
  ISSUED_AT,
  listedKey,
  type SampleKey,
  STATUS_URI,
  sampleClaims,
  sampleKey,
  sampleTrustList,
} from './fixtures/sample-trust.ts';
import { choosePinnedTrust } from './pinned-trust.ts';
import { writePublicJwk } from './public-jwk.ts';
import { findScanTarget } from './scan-target.ts';
import { type ShownCheck, showCheck } from './shown-document.ts';
import { signDocument } from './sign-document.ts';
import { packStatuses, type StatusList, signStatusList, verifyStatusList } from './status-list.ts';
import { signTrustList, type Trust, type TrustList, verifyTrustList } from './trust-list.ts';
import { encodeWalletQr } from './wallet-qr.ts';

const HOST = 'verif.examens.example';
const NOW = ISSUED_AT + 60;
const root = sampleKey('EdDSA', 1);
const key = sampleKey('EdDSA', 2);
const stranger = sampleKey('EdDSA', 4);
const jwk = (of: SampleKey) => writePublicJwk(of, of.kid);
const listBy = (by: SampleKey, changes: Partial<TrustList> = {}) =>
  signTrustList(sampleTrustList([listedKey(key)], changes), by, by.sign);

type Signed = {
  readonly digits: string;
  readonly token: string;
  readonly url: string;
  readonly cose: Uint8Array;
};

async function signed(by: SampleKey = key, changes: Partial<typeof sampleClaims> = {}): Promise<Signed> {
  const { qr, token, cose } = await signDocument({ ...sampleClaims, ...changes }, by, HOST, by.sign);
  return { digits: qr.segments[1].data, token, url: qr.url, cose };
}

let trust: Trust;
let good: Signed;
let status: StatusList;
const ask = (asked: Pick<Signed, 'digits' | 'token'>, known: Partial<DeviceKnowledge> = {}) =>
  answerOnDevice(asked, { now: NOW, trust, status, reached: true, ...known });

async function statuses(changes: Parameters<typeof packStatuses>[1]): Promise<StatusList> {
  const bytes = packStatuses(100_000, changes);
  const content = { uri: STATUS_URI, issuedAt: ISSUED_AT, ttl: 3600, expiresAt: ISSUED_AT + 7200, bytes };
  const read = verifyStatusList(await signStatusList(content, key, key.sign), trust);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

beforeAll(async () => {
  const read = verifyTrustList(await listBy(root), jwk(root));
  if (!read.ok) throw new Error(read.reason);
  trust = read.value;
  good = await signed();
  status = await statuses([]);
});

it('a device with lists of this moment finds what the office finds', () => {
  expect(ask(good)).toMatchObject({ verdict: 'valid', claims: { holder: sampleClaims.holder } });
});

it('a device without the network never says valid, however young its lists', () => {
  expect(ask(good, { reached: false })).toMatchObject({
    verdict: 'authentic',
    reason: 'status.old',
    statusAsOf: ISSUED_AT,
  });
});

it('a kept list that says revoked is believed without the network', async () => {
  const revoked = await statuses([[sampleClaims.statusIndex, 'revoked']]);
  expect(ask(good, { reached: false, status: revoked })).toMatchObject({ verdict: 'revoked' });
});

it('a device that never had the lists says nothing of the document', () => {
  const answer = ask(good, { trust: undefined, status: undefined, reached: false });
  expect(answer).toEqual({ verdict: 'unknown-issuer', reason: 'issuer.no-trust-list' });
});

it('digits of one document under the address of another are told', async () => {
  const other = await signed(key, { number: 'RN-2026-BAC-000999' });
  expect(ask({ digits: good.digits, token: other.token })).toEqual({
    verdict: 'forged',
    reason: 'token.mismatch',
  });
});

it('the status lists asked for are those of the issuer', () => {
  expect(statusAddresses(trust, sampleClaims.issuer)).toEqual([STATUS_URI]);
  expect(statusAddresses(trust, 'someone-else')).toEqual([]);
});

const serverSays = (check: Partial<ShownCheck> = {}): ShownCheck => ({
  ...showCheck({ ...ask(good), showMarks: false }),
  ...check,
});

it('the same answer is said quietly', () => {
  expect(compareAnswers(serverSays(), ask(good))).toEqual({ show: 'server', say: 'agrees' });
  expect(compareAnswers(serverSays(), ask(good, { reached: false }))).toEqual({
    show: 'server',
    say: 'agrees',
  });
});

it('a device that cannot decide leaves the server’s answer and says so', () => {
  const unable = ask(good, { trust: undefined, status: undefined });
  expect(compareAnswers(serverSays(), unable)).toEqual({ show: 'server', say: 'unchecked' });
  expect(compareAnswers(null, unable)).toEqual({ show: 'server', say: null });
});

it('a server that could not answer leaves the device’s answer', () => {
  expect(compareAnswers(null, ask(good, { reached: false }))).toEqual({ show: 'device', say: null });
});

it('the worse answer is shown, whoever gave it', async () => {
  const forged = ask(await signed(stranger));
  expect(compareAnswers(serverSays(), forged)).toEqual({ show: 'device', say: 'differs' });
  const altered = ask({ ...good, digits: `${good.digits.slice(0, -3)}999` });
  expect(compareAnswers(serverSays(), altered)).toEqual({ show: 'device', say: 'differs' });
  const revoked = ask(good, { status: await statuses([[sampleClaims.statusIndex, 'revoked']]) });
  expect(compareAnswers(serverSays(), revoked)).toEqual({ show: 'device', say: 'differs' });
});

it('the register knows of a revocation before the list: the server is worse, and nobody is alarmed', () => {
  const server = serverSays({ verdict: 'revoked', reason: 'document.revoked' });
  expect(compareAnswers(server, ask(good))).toEqual({ show: 'server', say: null });
});

it('a document the register does not know is not made good by its signature', () => {
  const server = serverSays({ verdict: 'forged', reason: 'token.mismatch', document: null });
  expect(compareAnswers(server, ask(good))).toEqual({ show: 'server', say: 'differs' });
});

it.each([
  { holder: 'Somebody Else' },
  { number: 'RN-2026-BAC-000124' },
  { edition: 2 },
  { year: 1999 },
  { honours: 'excellent' },
  { exam: { code: 'BEPC', name: null } },
] as const)('a page that shows %j instead of what was signed is found out', (shown) => {
  const document = serverSays().document;
  if (!document) throw new Error('the sample has a document');
  const server = serverSays({ document: { ...document, ...shown } });
  expect(compareAnswers(server, ask(good))).toEqual({ show: 'device', say: 'differsFields' });
});

it('the first list is believed, and its root kept', async () => {
  const published = await listBy(root);
  const first = choosePinnedTrust({ published });
  expect(first).toMatchObject({ current: true, otherRoot: false, root: jwk(root), list: published });
});

it('a list under another root is refused, and the kept one used', async () => {
  const kept = await listBy(root);
  const published = await listBy(stranger, { version: 99 });
  const chosen = choosePinnedTrust({ published, kept, pinned: jwk(root) });
  expect(chosen).toMatchObject({ current: false, otherRoot: true, list: kept });
  expect(choosePinnedTrust({ published, pinned: jwk(root) }).trust).toBeUndefined();
});

it('an older list does not take the place of a newer one', async () => {
  const kept = await listBy(root, { version: 9 });
  const published = await listBy(root, { version: 8 });
  expect(choosePinnedTrust({ published, kept, pinned: jwk(root) })).toMatchObject({
    list: kept,
    current: false,
    otherRoot: false,
  });
});

it('without the network the kept list is used, and nothing without one', async () => {
  const kept = await listBy(root);
  expect(choosePinnedTrust({ kept, pinned: jwk(root) })).toMatchObject({ list: kept, current: false });
  expect(choosePinnedTrust({})).toEqual({ current: false, otherRoot: false });
});

it('what is no list says nothing of roots: a network that asks for a password changes no key', async () => {
  const kept = await listBy(root);
  for (const published of ['<!doctype html><title>Sign in</title>', '', 'a.b.c'])
    expect(choosePinnedTrust({ published, kept, pinned: jwk(root) })).toMatchObject({
      list: kept,
      current: false,
      otherRoot: false,
    });
});

it('a page that leaves out the one bad mark is found out', async () => {
  const marks: [string, number | null][] = [
    ['MAT', 300],
    ['FRA', 1800],
  ];
  const withMarks = await signed(key, { marks });
  const found = ask(withMarks);
  const { document } = showCheck({ ...found, showMarks: true });
  if (!document?.marks) throw new Error('the sample has marks');
  const server = serverSays({ document });
  expect(compareAnswers(server, found)).toEqual({ show: 'server', say: 'agrees' });
  const fewer = serverSays({ document: { ...document, marks: document.marks.slice(1) } });
  expect(compareAnswers(fewer, found)).toEqual({ show: 'device', say: 'differsFields' });
});

it('what was scanned leads to the document’s page of this site', () => {
  const path = `/v/${good.token}#${good.digits}`;
  for (const text of [good.url, ` ${good.url}\n`, good.digits, encodeWalletQr(good.cose)])
    expect(findScanTarget(text, HOST)).toEqual({ to: 'document', path });
  expect(findScanTarget(`https://${HOST}/v/${good.token}`, HOST)).toEqual({
    to: 'document',
    path: `/v/${good.token}`,
  });
});

it.each([
  ['verif.examens.example.evil.example', 'verif.examens.example.evil.example'],
  ['verif-examens.example', 'verif-examens.example'],
  // Read by a person it would look like the office's own.
  ['vеrif.examens.example', 'xn--vrif-v4d.examens.example'],
  ['verif.examens.example:8443', 'verif.examens.example:8443'],
  ['verif.examens.example@evil.example', 'evil.example'],
  ['verif.examens.example:443@evil.example', 'evil.example'],
  ['verif.examens.example:443', 'verif.examens.example:443'],
  ['', ''],
  ['[::', '[::'],
])('the look-alike host %s is refused by the name it has', (authority, host) => {
  expect(findScanTarget(`https://${authority}/v/${good.token}#${good.digits}`, HOST)).toEqual(
    host === '' ? { to: 'nothing' } : { to: 'foreign', host },
  );
});

it.each(['', 'WIFI:T:WPA;S:x;;', 'bonjour', '12345', 'javascript:alert(1)', '/v/x'])(
  'the text %j leads nowhere',
  (text) => {
    expect(findScanTarget(text, HOST)).toEqual({ to: 'nothing' });
  },
);

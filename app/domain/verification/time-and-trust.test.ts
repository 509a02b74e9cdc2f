import { beforeAll, describe, expect, it } from 'vitest';
import { CLOCK_SKEW } from './clock-skew.ts';
import {
  ISSUED_AT,
  listedKey,
  STATUS_URI,
  sampleClaims,
  sampleKey,
  sampleTrustList,
} from './fixtures/sample-trust.ts';
import { writePublicJwk } from './public-jwk.ts';
import { signDocument } from './sign-document.ts';
import { packStatuses, type StatusList, signStatusList, verifyStatusList } from './status-list.ts';
import { STATUS_LIST_SIZE } from './status-places.ts';
import { signTrustList, type Trust, type TrustList, verifyTrustList } from './trust-list.ts';
import { type VerificationKnowledge, verifyDocument } from './verify.ts';

const HOST = 'verif.examens.example';
const DAY = 86_400;
const YEAR = 31_557_600;
const root = sampleKey('EdDSA', 1);
const key = sampleKey('EdDSA', 2);

async function trusting(
  changes: Partial<TrustList['keys'][number]> = {},
  list: Partial<TrustList> = {},
): Promise<Trust> {
  const jws = await signTrustList(sampleTrustList([listedKey(key, changes)], list), root, root.sign);
  const read = verifyTrustList(jws, writePublicJwk(root, root.kid));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

async function listOf(
  changes: Parameters<typeof packStatuses>[1],
  { issuedAt = ISSUED_AT, first = 0, ttl = 3600 } = {},
): Promise<StatusList> {
  const bytes = packStatuses(100_000, changes);
  const content = { uri: STATUS_URI, issuedAt, ttl, expiresAt: issuedAt + 30 * DAY, first, bytes };
  const read = verifyStatusList(await signStatusList(content, key, key.sign), trust);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

let trust: Trust;
let url: string;
let good: StatusList;
const check = (knowledge: Partial<VerificationKnowledge> = {}, text = url) =>
  verifyDocument(
    { text },
    { now: ISSUED_AT + 60, trust, status: { from: 'list', list: good }, ...knowledge },
  );
const short = (knowledge: Partial<VerificationKnowledge> = {}, text = url) => {
  const { verdict, reason } = check(knowledge, text);
  return `${verdict}: ${reason}`;
};

beforeAll(async () => {
  trust = await trusting();
  url = (await signDocument(sampleClaims, key, HOST, key.sign)).qr.url;
  good = await listOf([]);
});

describe('clock skew', () => {
  it('a clock a few minutes behind the office is green', () => {
    expect(short({ now: ISSUED_AT - CLOCK_SKEW })).toBe('valid: document.good');
  });

  it('a clock further behind is never green: what it is shown comes from its future', () => {
    expect(short({ now: ISSUED_AT - CLOCK_SKEW - 1 })).toBe('authentic: clock.behind');
    expect(short({ now: 0 })).toBe('authentic: clock.behind');
  });

  it('a document dated after the clock is never green, whatever the list', () => {
    const older = { ...good, issuedAt: ISSUED_AT - 10_000, ttl: 100_000 };
    const early = { ...trust, list: trust.list && { ...trust.list, issuedAt: ISSUED_AT - 20_000 } };
    const knowledge = { trust: early, status: { from: 'list', list: older } } as const;
    expect(short({ ...knowledge, now: ISSUED_AT - 5_000 })).toBe('authentic: clock.behind');
    expect(short({ ...knowledge, now: ISSUED_AT })).toBe('valid: document.good');
  });

  it('a status list or a trust list from the future is never green', () => {
    const list = { ...good, issuedAt: ISSUED_AT + DAY };
    expect(short({ status: { from: 'list', list } })).toBe('authentic: clock.behind');
    const later = { ...trust, list: trust.list && { ...trust.list, issuedAt: ISSUED_AT + DAY } };
    expect(short({ trust: later })).toBe('authentic: clock.behind');
  });

  it('a clock past the ttl or past nextUpdate is amber, and says since when', () => {
    expect(short({ now: ISSUED_AT + 3600 })).toBe('valid: document.good');
    expect(short({ now: ISSUED_AT + 3601 })).toBe('authentic: status.old');
    const list = { ...good, ttl: 100 * DAY };
    expect(check({ status: { from: 'list', list }, now: ISSUED_AT + 10 * DAY })).toMatchObject({
      verdict: 'authentic',
      reason: 'trust.outdated',
      statusAsOf: ISSUED_AT,
    });
  });

  it('a revocation is believed whatever the clock says', async () => {
    const list = await listOf([[sampleClaims.statusIndex, 'revoked']]);
    for (const now of [0, ISSUED_AT - DAY, ISSUED_AT, ISSUED_AT + 50 * YEAR])
      expect(short({ status: { from: 'list', list }, now })).toBe('revoked: document.revoked');
  });
});

describe('key compromise', () => {
  const COMPROMISED_AT = ISSUED_AT + 5_000;
  const stolen = () => trusting({ state: 'compromised', compromisedAt: COMPROMISED_AT });
  const register = { from: 'register', status: 'valid' } as const;

  it('offline, can’t be decided: neither good nor forged, and nothing is shown', async () => {
    const answer = check({ trust: await stolen() });
    expect(answer).toEqual({ verdict: 'unknown-issuer', reason: 'key.compromised-undecided' });
  });

  it('with the register, what was logged before stays good and what came after is forged', async () => {
    const asked = async (loggedIssue: number | null) =>
      short({ trust: await stolen(), status: register, loggedIssue });
    expect(await asked(COMPROMISED_AT - 1)).toBe('valid: document.good');
    expect(await asked(COMPROMISED_AT)).toBe('forged: key.compromised');
    expect(await asked(COMPROMISED_AT + 1)).toBe('forged: key.compromised');
  });

  it('a date written by the thief helps nothing: the register does not know the document', async () => {
    const backdated = await signDocument({ ...sampleClaims, issuedAt: ISSUED_AT - 900 }, key, HOST, key.sign);
    const answer = check({ trust: await stolen(), status: register, loggedIssue: null }, backdated.qr.url);
    expect(answer).toEqual({ verdict: 'forged', reason: 'key.compromised' });
  });

  it('a status list signed with the stolen key proves nothing', async () => {
    const content = {
      uri: STATUS_URI,
      issuedAt: ISSUED_AT,
      ttl: 3600,
      expiresAt: ISSUED_AT + DAY,
      bytes: packStatuses(100_000, []),
    };
    const jwt = await signStatusList(content, key, key.sign);
    expect(verifyStatusList(jwt, await stolen())).toEqual({ ok: false, reason: 'status.unknown-key' });
    expect(verifyStatusList(jwt, trust).ok).toBe(true);
  });

  it('a key whose year is over and that was retired is fine after fifty years', async () => {
    const retired = await trusting(
      { state: 'retired' },
      { issuedAt: ISSUED_AT + 50 * YEAR, nextUpdate: ISSUED_AT + 51 * YEAR },
    );
    const now = ISSUED_AT + 50 * YEAR + 60;
    expect(short({ trust: retired, status: register, now })).toBe('valid: document.good');
    const list = { ...good, issuedAt: now - 10, expiresAt: now + DAY };
    expect(short({ trust: retired, status: { from: 'list', list }, now })).toBe('valid: document.good');
  });
});

describe('status or trust unreachable', () => {
  it('without a status, a good document is amber, and a bad one still red', () => {
    expect(short({ status: undefined })).toBe('authentic: status.unreachable');
    expect(short({ status: undefined }, url.replace('/v/', '/v/A'))).toBe('forged: token.mismatch');
  });

  it('without a trust list, nothing is green, nobody’s signature is forged, and nothing is shown', () => {
    const changed = url.slice(0, -40) + (url.at(-40) === '1' ? '2' : '1') + url.slice(-39);
    for (const text of [url, url.split('#')[1] ?? '', changed.split('#')[1] ?? '']) {
      const { verdict, claims } = check({ trust: undefined }, text);
      expect(['unknown-issuer', 'unreadable', 'unsupported']).toContain(verdict);
      expect(claims).toBeUndefined();
    }
  });

  it('with a list of another organisation or of other places, the status is not known', async () => {
    const theirs = { ...good, issuer: 'YY' };
    expect(short({ status: { from: 'list', list: theirs } })).toBe('authentic: status.not-covered');
    const second = await listOf([], { first: STATUS_LIST_SIZE });
    expect(short({ status: { from: 'list', list: second } })).toBe('authentic: status.not-covered');
  });

  it('of several lists, the newest that covers the document answers', async () => {
    const revoked = await listOf([[sampleClaims.statusIndex, 'revoked']], { issuedAt: ISSUED_AT + 10 });
    const second = await listOf([[sampleClaims.statusIndex, 'suspended']], { first: STATUS_LIST_SIZE });
    for (const lists of [
      [good, revoked, second],
      [second, revoked, good],
    ])
      expect(short({ status: { from: 'lists', lists } })).toBe('revoked: document.revoked');
    expect(short({ status: { from: 'lists', lists: [second] } })).toBe('authentic: status.not-covered');
    expect(short({ status: { from: 'lists', lists: [] } })).toBe('authentic: status.not-covered');
    const far = { ...sampleClaims, statusIndex: STATUS_LIST_SIZE + sampleClaims.statusIndex };
    const other = (await signDocument(far, key, HOST, key.sign)).qr.url;
    expect(short({ status: { from: 'lists', lists: [good, second] } }, other)).toBe(
      'suspended: document.suspended',
    );
  });
});

describe('superseded edition', () => {
  it('the old edition says it is replaced, the new one is good, and each by its own place', async () => {
    const next = { ...sampleClaims, edition: 2, statusIndex: 77 };
    const newer = (await signDocument(next, key, HOST, key.sign)).qr.url;
    const list = await listOf([[sampleClaims.statusIndex, 'superseded']]);
    const status = { from: 'list', list } as const;
    expect(short({ status })).toBe('superseded: document.superseded');
    expect(check({ status }, newer)).toMatchObject({ verdict: 'valid', claims: { edition: 2 } });
  });
});

describe('foreign look-alike host', () => {
  it.each([
    ['another site', 'verif.examens.evil'],
    ['a longer name that begins alike', 'verif.examens.example.evil.com'],
    ['a name that ends alike', 'evil-verif.examens.example'],
    ['a subdomain', 'www.verif.examens.example'],
    ['its parent', 'examens.example'],
    ['a port', 'verif.examens.example:8443'],
    ['the usual port', 'verif.examens.example:443'],
    ['a user name', 'verif.examens.example@evil.com', 'evil.com'],
    ['a user name and a password', 'verif.examens.example:x@evil.com', 'evil.com'],
    ['a dot at the end', 'verif.examens.example.'],
    ['a backslash', 'verif.examens.example\\@evil.com'],
    ['an encoded letter', 'verif.examens.ex%61mple'],
    ['a Cyrillic letter', 'vеrif.examens.example', 'xn--vrif-v4d.examens.example'],
    ['an accent', 'vérif.examens.example', 'xn--vrif-bpa.examens.example'],
    ['its punycode', 'xn--vrif-bpa.examens.example'],
    ['a full-width letter', 'verif．examens.example', 'verif%EF%BC%8Eexamens.example'],
    ['an ideographic full stop', 'verif。examens.example', 'verif%E3%80%82examens.example'],
    ['an invisible character', 'verif.examens\u200b.example', 'verif.examens%E2%80%8B.example'],
    ['a letter written from right to left', 'verif.examens.\u202eelpmaxe', 'verif.examens.%E2%80%AEelpmaxe'],
  ])('%s is refused by the name it has, and shows nothing', (_, host, named = host) => {
    const answer = check({}, url.replace(HOST, host));
    expect(answer).toEqual({ verdict: 'unsupported', reason: 'qr.foreign-host', foreignHost: named });
  });

  it('letters of other alphabets that fold into ours do not pass', () => {
    const text = url.replace(HOST, 'verif.e\u212aamens.example');
    expect(check({ officialHost: 'verif.ekamens.example' }, text).verdict).toBe('unsupported');
  });

  it.each([
    ['line break', 'verif.examens.example\n.evil.com'],
    ['tabulator', 'verif.examens.example\t'],
    ['capital letters', 'VERIF.examens.example'],
  ])('a %s in it makes the code no code of ours', (_, host) => {
    expect(short({}, url.replace(HOST, host))).toBe('unreadable: qr.not-ours');
  });

  it('without encryption, in another place, or under another scheme, it is no code of ours', () => {
    for (const text of [
      url.replace('https:', 'http:'),
      url.replace('https:', 'ftp:'),
      url.replace('/v/', '/w/'),
      url.replace('/v/', '/x/v/'),
      url.replace('#', '?x#'),
    ])
      expect(short({}, text)).toBe('unreadable: qr.not-ours');
  });
});

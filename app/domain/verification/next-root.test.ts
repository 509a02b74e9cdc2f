import { expect, it } from 'vitest';
import { listedKey, type SampleKey, sampleKey, sampleTrustList } from './fixtures/sample-trust.ts';
import { choosePinnedTrust } from './pinned-trust.ts';
import { writePublicJwk } from './public-jwk.ts';
import { signTrustList, type TrustList, verifyLaterTrustList, verifyTrustList } from './trust-list.ts';

const key = sampleKey('EdDSA', 2);
const [first, second, thief] = [sampleKey('EdDSA', 1), sampleKey('ES256', 5), sampleKey('EdDSA', 4)];
const jwk = (of: SampleKey) => writePublicJwk(of, of.kid);
const listBy = (by: SampleKey, changes: Partial<TrustList> = {}) =>
  signTrustList(sampleTrustList([listedKey(key)], changes), by, by.sign);
const naming = (next: SampleKey, version = 2) => listBy(first, { version, nextRoot: jwk(next) });

async function have(list: string, root: SampleKey) {
  const read = verifyTrustList(list, jwk(root));
  if (!read.ok) throw new Error(read.reason);
  return { trust: read.value, root: jwk(root) };
}

it('the root that a proven list names as the next is believed', async () => {
  const before = await have(await naming(second), first);
  const after = verifyLaterTrustList(await listBy(second, { version: 3 }), before);
  expect(after).toMatchObject({ ok: true, value: { root: jwk(second) } });
});

it('no other root is, and none where no list names one', async () => {
  const named = await have(await naming(second), first);
  const silent = await have(await listBy(first), first);
  for (const [before, by] of [
    [named, thief],
    [silent, second],
    [silent, thief],
  ] as const)
    expect(verifyLaterTrustList(await listBy(by, { version: 9 }), before)).toEqual({
      ok: false,
      reason: 'trust.wrong-signature',
    });
});

it('a list cannot name its own signer as the next root of somebody else’s', async () => {
  const kept = await listBy(first);
  const published = await listBy(thief, { version: 9, nextRoot: jwk(thief) });
  expect(choosePinnedTrust({ published, kept, pinned: jwk(first) })).toMatchObject({
    list: kept,
    root: jwk(first),
    otherRoot: true,
  });
});

it('a device that kept the list which names the next root follows it and warns of nothing', async () => {
  const kept = await naming(second);
  const published = await listBy(second, { version: 3 });
  const followed = choosePinnedTrust({ published, kept, pinned: jwk(first) });
  expect(followed).toMatchObject({ list: published, root: jwk(second), current: true, otherRoot: false });
  // From then on the old root is nobody.
  const back = await listBy(first, { version: 4 });
  expect(choosePinnedTrust({ published: back, kept: published, pinned: jwk(second) })).toMatchObject({
    list: published,
    otherRoot: true,
  });
});

it('an older list under the next root takes no newer one’s place', async () => {
  const kept = await naming(second, 5);
  const published = await listBy(second, { version: 4 });
  expect(choosePinnedTrust({ published, kept, pinned: jwk(first) })).toMatchObject({
    list: kept,
    root: jwk(first),
    current: false,
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClamdBehaviour, type ClamdFake, EICAR, startClamd } from '#tests/fakes/clamd/start-clamd.ts';
import { createClamdScan, noScanner, readClamdAddress } from './clamd-scan.server.ts';

let clamd: ClamdFake;
beforeAll(async () => {
  clamd = await startClamd();
});
afterAll(() => clamd.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const scan = () => createClamdScan({ address: clamd.address, longestWaitMs: 150 });

describe('a scanner that answers', () => {
  test('a file without a virus is clean, one with it is infected, however many chunks it takes', async () => {
    clamd.behave('honest');
    expect(await scan().scan(bytes('an ordinary paper'))).toEqual({ ok: true, value: 'clean' });
    expect(await scan().scan(new Uint8Array(0))).toEqual({ ok: true, value: 'clean' });
    expect(await scan().scan(bytes(EICAR))).toMatchObject({ reason: 'scan.infected' });
    const long = bytes(`${'x'.repeat(300_000)}${EICAR}`);
    expect(await scan().scan(long)).toMatchObject({ reason: 'scan.infected' });
  });

  test('over a Unix socket too', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'palmares-clamd-'));
    const local = await startClamd({ path: path.join(folder, 'clamd.sock') });
    const verdict = await createClamdScan({ address: `unix:${local.address}` }).scan(bytes(EICAR));
    await local.close();
    await rm(folder, { recursive: true, force: true });
    expect(verdict).toMatchObject({ reason: 'scan.infected' });
  });
});

test.each<ClamdBehaviour>(['silent', 'hangUp', 'garbled', 'tooLarge', 'endless'])(
  'a scanner that is %s has said nothing',
  async (behaviour) => {
    clamd.behave(behaviour);
    expect(await scan().scan(bytes('an ordinary paper'))).toMatchObject({ reason: 'scan.unavailable' });
  },
);

test('a scanner that is not there has said nothing; no scanner configured says so', async () => {
  const gone = await startClamd();
  await gone.close();
  const verdict = await createClamdScan({ address: gone.address, longestWaitMs: 500 }).scan(bytes('x'));
  expect(verdict).toMatchObject({ reason: 'scan.unavailable' });
  expect(await noScanner.scan(bytes('x'))).toEqual({ ok: true, value: 'unscanned' });
});

test('addresses are a host and port or a path', () => {
  expect(readClamdAddress('tcp://clamav:3310')).toEqual({ host: 'clamav', port: 3310 });
  expect(readClamdAddress('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
  expect(readClamdAddress('/run/clamd.sock')).toEqual({ path: '/run/clamd.sock' });
  expect(() => readClamdAddress('clamav')).toThrow(TypeError);
});

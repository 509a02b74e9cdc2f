import { decode } from 'cborg';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { suite, text } from '#tests/setup/outside-cases.ts';
import { inflate } from './bounded-zlib.ts';
import { hex } from './fixtures/sample-trust.ts';
import { parseJws } from './jws.ts';
import { readCbor } from './read-cbor.ts';
import { decodeStatusBytes, readDocumentStatus, readStatusValue, verifyStatusList } from './status-list.ts';

suite('token status lists', () => {
  const listOf = (path: string) => {
    const compact = text(path).slice(text(path).indexOf('{')).replace(/\s+/g, '');
    const schema = z.object({
      bits: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]),
      lst: z.string(),
    });
    const { bits, lst } = schema.parse(JSON.parse(compact));
    const bytes = decodeStatusBytes(lst);
    if (!bytes) throw new Error(`${path} does not inflate`);
    return { bits, bytes };
  };

  it('read back the statuses their appendix states, and 0 elsewhere', () => {
    const sections = text('token-status-list/appendix-test-vectors-excerpt.md').split(/^## /m).slice(1);
    let checked = 0;
    for (const section of sections) {
      const file = /examples\/(status_list_encoding\w+_json\.md)/.exec(section)?.[1];
      if (!file) continue;
      const list = listOf(`token-status-list/${file}`);
      const stated = new Map<number, number>();
      for (const [, index, value] of section.matchAll(/status\[(\d+)\]\s*=\s*0b([01]+)/g)) {
        stated.set(Number(index), Number.parseInt(value ?? '', 2));
      }
      for (const [index, value] of stated)
        expect([file, index, readStatusValue(list, index)]).toEqual([file, index, value]);
      for (let index = 0; index < 1 << 20; index += 997) {
        if (!stated.has(index)) expect(readStatusValue(list, index)).toBe(0);
      }
      checked += stated.size;
    }
    expect(checked).toBeGreaterThanOrEqual(37);
  });

  it.each(['', '1_long', '2', '2_long', '4', '8'])(
    'of encoding %s inflate to the same bytes from CBOR as from JSON, where both are given',
    (encoding) => {
      const cborText = text(`token-status-list/status_list_encoding${encoding}_cbor.md`);
      const encoded = cborText.slice(cborText.indexOf('a264')).replace(/\s+/g, '');
      // Its keys are not in the order of deterministic CBOR: our own reader would refuse it.
      expect(readCbor(hex(encoded))).toBeUndefined();
      const read: unknown = decode(hex(encoded), { useMaps: true });
      if (!(read instanceof Map)) throw new Error('no map');
      const lst: unknown = read.get('lst');
      const bytes = lst instanceof Uint8Array ? inflate(lst, 1 << 24) : undefined;
      const fromJson = listOf(`token-status-list/status_list_encoding${encoding}_json.md`);
      expect([read.get('bits'), bytes]).toEqual([fromJson.bits, fromJson.bytes]);
      const stated = /byte_array = \[([^\]]*)\]/.exec(cborText)?.[1];
      if (stated !== undefined)
        expect([...(bytes ?? [])]).toEqual(stated.split(',').map((byte) => Number(byte.trim())));
    },
  );

  it('as a JWT are read, and prove nothing without their key; one bit is no status of a document', () => {
    const jwt = text('token-status-list/status_list_jwt_raw.md').replace(/\s+/g, '');
    const parsed = parseJws(jwt);
    expect(parsed?.header).toEqual({ alg: 'ES256', kid: '12', typ: 'statuslist+jwt' });
    expect(verifyStatusList(jwt, { keys: [] })).toEqual({ ok: false, reason: 'status.unknown-key' });
    const key = { kid: '12', alg: 'ES256', publicKey: new Uint8Array(65) } as const;
    const read = verifyStatusList(jwt, { keys: [key] }, () => true);
    if (!read.ok) throw new Error(read.reason);
    expect(read.value).toMatchObject({
      bits: 1,
      issuedAt: 1686920170,
      ttl: 43200,
      uri: 'https://example.com/statuslists/1',
    });
    expect([readStatusValue(read.value, 0), readStatusValue(read.value, 1)]).toEqual([1, 0]);
    expect(readDocumentStatus(read.value, 0)).toBeUndefined();
  });
});

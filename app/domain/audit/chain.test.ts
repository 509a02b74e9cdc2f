import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from '../shared/digest.ts';
import { type AuditRecord, chainHash, frameLine } from './chain.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const record: fc.Arbitrary<AuditRecord> = fc.record({
  seq: fc.nat(),
  at: fc.constant('2027-03-01T08:00:00.000Z'),
  organisationId: fc.option(fc.uuid()),
  actorId: text,
  actorLabel: text,
  action: text,
  subjectType: text,
  subjectId: text,
  beforeHash: fc.option(text),
  afterHash: fc.option(text),
  detail: fc.dictionary(
    fc.constantFrom('seq', 'prevHash', 'requestId', 'z', '","seq":'),
    fc.oneof(text, fc.integer(), fc.boolean()),
  ),
  requestId: text,
});

test('a framed line, its holes filled, is what the chain hashes, whatever it says', () => {
  fc.assert(
    fc.property(record, text, (line, prevHash) => {
      const hole = prevHash.replace(/[^0-9a-f]/g, '0');
      const { before, between, after } = frameLine(line);
      expect(sha256Hex(`${before}${hole}${between}${line.seq}${after}`)).toBe(chainHash(line, hole));
    }),
  );
});

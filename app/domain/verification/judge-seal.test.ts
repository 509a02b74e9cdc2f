import { describe, expect, it } from 'vitest';
import type { SealFinding } from '#app/domain/documents/seal.ts';
import { ISSUED_AT, sampleClaims } from './fixtures/sample-trust.ts';
import { judgeSeal } from './judge-seal.ts';
import { VERIFICATION_VERDICTS } from './verdicts.ts';

const thumbprint = 'A'.repeat(43);
const listed = {
  thumbprint,
  issuer: sampleClaims.issuer,
  notBefore: ISSUED_AT - 1000,
  notAfter: ISSUED_AT + 1000,
};
const WHOLE: SealFinding = { state: 'whole', thumbprint, signedAt: ISSUED_AT };
const good = { verdict: 'valid', claims: sampleClaims } as const;

describe('a seal', () => {
  it('leaves the answer about the code as it is, when it is whole and its certificate is the issuer’s', () => {
    expect(judgeSeal(good, WHOLE, [listed])).toBeUndefined();
    expect(judgeSeal({ ...good, verdict: 'authentic' }, WHOLE, [listed])).toBeUndefined();
    // Printed with the day before the certificate began: it was sealed later than it is dated.
    expect(judgeSeal(good, WHOLE, [{ ...listed, notBefore: ISSUED_AT + 500 }])).toBeUndefined();
  });

  it.each([
    ['nobody lists', []],
    ['another issuer uses', [{ ...listed, issuer: 'YY-OEC' }]],
    ['had ended', [{ ...listed, notAfter: ISSUED_AT - 1 }]],
    ['is not the one listed', [{ ...listed, thumbprint: 'B'.repeat(43) }]],
  ])('makes it authentic at most under a certificate that %s', (_, certificates) => {
    const ruling = { verdict: 'authentic', reason: 'file.unknown-certificate' };
    expect(judgeSeal(good, WHOLE, certificates)).toEqual(ruling);
  });

  it('decides nothing under a compromised certificate, however old the document says it is', () => {
    const ruling = { verdict: 'authentic', reason: 'file.compromised-certificate' };
    for (const compromisedAt of [ISSUED_AT - 1, ISSUED_AT, ISSUED_AT + 1])
      expect(judgeSeal(good, WHOLE, [{ ...listed, compromisedAt }])).toEqual(ruling);
    expect(judgeSeal(good, { state: 'broken' }, [{ ...listed, compromisedAt: 1 }])).toMatchObject({
      verdict: 'forged',
    });
  });

  it('makes it authentic at most where there is none', () => {
    expect(judgeSeal(good, { state: 'none' }, [listed])).toEqual({
      verdict: 'authentic',
      reason: 'file.unsigned',
    });
  });

  it('makes a changed file a forgery, whatever has become of the document', () => {
    for (const verdict of ['valid', 'authentic', 'superseded', 'revoked', 'suspended'] as const) {
      const answer = { verdict, claims: sampleClaims };
      expect(judgeSeal(answer, { state: 'broken' }, [listed])).toMatchObject({ reason: 'file.altered' });
      expect(judgeSeal(answer, { state: 'appended', thumbprint }, [listed])).toEqual({
        verdict: 'forged',
        reason: 'file.appended',
      });
    }
  });

  it('never raises an answer, and says of a document that has ended that it has', () => {
    const states: SealFinding[] = [
      WHOLE,
      { state: 'none' },
      { state: 'broken' },
      { state: 'appended', thumbprint },
    ];
    for (const verdict of VERIFICATION_VERDICTS)
      for (const seal of states) expect(judgeSeal({ verdict }, seal, [listed])).toBeUndefined();
    for (const verdict of ['superseded', 'revoked', 'suspended'] as const)
      for (const seal of states.slice(0, 2))
        expect(judgeSeal({ verdict, claims: sampleClaims }, seal, [])).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { sampleClaims } from './fixtures/sample-trust.ts';
import { type DocumentCheck, showCheck } from './shown-document.ts';

const claims = {
  ...sampleClaims,
  type: 'transcript' as const,
  marks: [['MAT', 1500]] as [string, number | null][],
};
const valid: DocumentCheck = { verdict: 'valid', reason: 'document.good', claims, showMarks: true };

describe('showCheck', () => {
  it('never gives out the date of birth or the place in the status list', () => {
    expect(JSON.stringify(showCheck(valid))).not.toMatch(new RegExp(`${claims.birthDate}|statusIndex|birth`));
  });

  it('opens the marks of a transcript only by its own QR, and only while it is in force', () => {
    expect(showCheck(valid).document).toMatchObject({
      marks: [{ code: 'MAT', mark: 1500, maximum: 2000 }],
      average: { value: claims.average, maximum: 2000 },
    });
    const closed: Partial<DocumentCheck>[] = [
      { showMarks: false },
      { verdict: 'revoked', reason: 'document.revoked' },
      { verdict: 'superseded', reason: 'document.superseded' },
      { verdict: 'suspended', reason: 'document.suspended' },
      { claims: { ...sampleClaims, type: 'passCertificate' } },
    ];
    for (const change of closed)
      expect(showCheck({ ...valid, ...change }).document).toMatchObject({ marks: null, average: null });
  });

  it('shows nothing at all without claims', () => {
    const forged: DocumentCheck = { verdict: 'forged', reason: 'signature.wrong', showMarks: false };
    expect(showCheck(forged).document).toBeNull();
  });

  it('leaves out honours and series where the document prints none', () => {
    const receipt = {
      ...sampleClaims,
      type: 'receipt' as const,
      average: null,
      series: '-',
      honours: 'none' as const,
    };
    expect(showCheck({ ...valid, claims: receipt }).document).toMatchObject({ honours: null, series: null });
    const plain = { ...claims, honours: 'none' as const };
    expect(showCheck({ ...valid, claims: plain }).document).toMatchObject({ honours: 'none' });
  });
});

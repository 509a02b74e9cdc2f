import { describe, expect, it } from 'vitest';
import { DOCUMENT_STATUSES } from './kinds.ts';
import { ASKABLE_STATUSES, askable, mayBecome, needsTwoPeople } from './status-change.ts';

describe('what a document may become', () => {
  it('is nothing any more once it is revoked or superseded', () => {
    for (const ended of ['revoked', 'superseded'] as const)
      for (const to of DOCUMENT_STATUSES) expect(mayBecome(ended, to)).toBe(false);
    expect(askable('revoked')).toEqual([]);
    expect(askable('superseded')).toEqual([]);
  });

  it('is suspended or revoked while valid, valid or revoked while suspended', () => {
    expect(askable('valid')).toEqual(['suspended', 'revoked']);
    expect(askable('suspended')).toEqual(['valid', 'revoked']);
  });

  it('takes two people, except to suspend', () => {
    expect(ASKABLE_STATUSES.filter((status) => !needsTwoPeople(status))).toEqual(['suspended']);
  });
});

import { describe, expect, it } from 'vitest';
import { custodyOf, judgeMovement, type Movement, type NewMovement } from './movements.ts';

const out = (markerId: string): Movement => ({ kind: 'handOut', markerId, scripts: 40 });
const back = (markerId: string): Movement => ({ kind: 'return', markerId, scripts: 40 });
const judge = (wanted: Partial<NewMovement>, movements: readonly Movement[] = []) =>
  judgeMovement(
    { kind: 'handOut', markerId: 'ada', scripts: 40, signedAs: 'Ada', note: null, ...wanted },
    { movements, markers: ['ada', 'bio'], expected: 40 },
  );

describe('where a packet is', () => {
  it('is with who signed for it last, until they give it back', () => {
    expect(custodyOf([])).toEqual({ holder: null, signed: false });
    expect(custodyOf([out('ada')])).toEqual({ holder: 'ada', signed: true });
    expect(custodyOf([out('ada'), back('ada')])).toEqual({ holder: null, signed: true });
    expect(custodyOf([out('ada'), back('ada'), out('bio')]).holder).toBe('bio');
  });
});

describe('signing for a packet', () => {
  it('is for its markers, and only while the office has it', () => {
    expect(judge({})).toEqual({ ok: true, value: true });
    expect(judge({ markerId: 'eve' })).toMatchObject({ reason: 'movement.notTheirs' });
    expect(judge({ markerId: 'bio' }, [out('ada')])).toMatchObject({ reason: 'movement.stillOut' });
    expect(judge({ markerId: 'bio' }, [out('ada'), back('ada')]).ok).toBe(true);
  });
  it('is given back by who has it, even somebody who keys it no more', () => {
    expect(judge({ kind: 'return' })).toMatchObject({ reason: 'movement.notOut' });
    expect(judge({ kind: 'return', markerId: 'bio' }, [out('ada')])).toMatchObject({
      reason: 'movement.notTheirs',
    });
    expect(judge({ kind: 'return', markerId: 'eve' }, [out('eve')]).ok).toBe(true);
  });
  it('wants a name, and a note when the count is not that of the bundle', () => {
    expect(judge({ signedAs: '' })).toMatchObject({ reason: 'movement.signatureMissing' });
    expect(judge({ scripts: 39 })).toMatchObject({
      reason: 'movement.countDiffers',
      detail: { expected: 40, counted: 39 },
    });
    expect(judge({ scripts: 39, note: 'Une copie manque' }).ok).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regulationWith } from '#tests/factories/regulations.ts';
import { findRepeatedKeys } from './find-repeated-keys.ts';
import { parseRegulationText } from './parse-regulation-text.ts';

describe('findRepeatedKeys', () => {
  it.each([
    ['{"a":1,"a":2}', ['a']],
    ['{"a":{"b":1,"c":[{"d":1},{"d":1,"d":"}"}]}}', ['a.c[1].d']],
    ['{"a":"a","b":"\\"b\\":","c":[1,2,{"a":1}],"\\u0061":3}', ['a']],
    ['{"a":{"x":1},"b":{"x":1}}', []],
    ['[]', []],
    ['"a"', []],
  ])('%s', (text, places) => {
    expect(findRepeatedKeys(text)).toEqual(places);
  });
  it('finds nothing in what a machine wrote', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => findRepeatedKeys(JSON.stringify(value)).length === 0));
  });
});

describe('parseRegulationText', () => {
  const good = JSON.stringify(regulationWith({ A: 1, B: 2 }));
  it('reads a good file and refuses what is not JSON', () => {
    expect(parseRegulationText(good)).toMatchObject({ ok: true });
    expect(parseRegulationText('{')).toMatchObject({
      problems: [{ place: '$', reason: 'regulation.notJson' }],
    });
  });
  it('incident 13 (Togo): a coefficient written twice in one line is refused with its place', () => {
    const twice = good.replace('"coefficient":2', '"coefficient":2,"coefficient":3');
    expect(parseRegulationText(twice)).toMatchObject({
      problems: [{ place: 'series.X.papers[1].coefficient', reason: 'regulation.keyTwice' }],
    });
  });
});

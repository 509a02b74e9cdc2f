import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GivenBackFacts, judgeGivenBack } from './judge-given-back.ts';

const none = { refunded: 0n, disputed: 0n };
const judge = (facts: Partial<GivenBackFacts>) =>
  judgeGivenBack({ there: none, books: none, onTheirWay: [], waiting: [], ...facts });

describe('refunds', () => {
  test('our own, on its way, is known by what was given back there', () => {
    expect(judge({ there: { ...none, refunded: 6000n }, onTheirWay: [{ id: 'r', amount: 6000n }] })).toEqual([
      { kind: 'ownRefund', refundId: 'r', amount: 6000n },
    ]);
  });
  test('one made there is found, and closes the duplicate that waited, and nothing else', () => {
    const there = { ...none, refunded: 6000n };
    expect(judge({ there })).toEqual([{ kind: 'refundedThere', amount: 6000n, closes: undefined }]);
    const waiting = [
      { id: 'other', amount: 500n, disputed: false },
      { id: 'same', amount: 6000n, disputed: false },
    ];
    expect(judge({ there, waiting })).toEqual([{ kind: 'refundedThere', amount: 6000n, closes: 'same' }]);
  });
  test('part ours, part made there', () => {
    expect(
      judge({ there: { ...none, refunded: 6000n }, onTheirWay: [{ id: 'r', amount: 4000n }] }),
    ).toMatchObject([{ kind: 'ownRefund' }, { kind: 'refundedThere', amount: 2000n }]);
  });
  test('one that came back to the provider is money here again', () => {
    expect(judge({ books: { ...none, refunded: 6000n } })).toEqual([
      { kind: 'refundReturned', amount: 6000n },
    ]);
  });
});

test('a dispute takes money, and gives it back when it is won', () => {
  expect(judge({ there: { ...none, disputed: 6000n } })).toEqual([{ kind: 'disputed', amount: 6000n }]);
  const books = { ...none, disputed: 6000n };
  expect(judge({ books })).toEqual([{ kind: 'disputeWon', amount: 6000n, closes: undefined }]);
  const waiting = [{ id: 'd', amount: -6000n, disputed: true }];
  expect(judge({ books, waiting })).toEqual([{ kind: 'disputeWon', amount: 6000n, closes: 'd' }]);
});

const amount = fc.bigInt(0n, 100n);
const both = fc.record({ refunded: amount, disputed: amount });

test('after its steps the books say what the provider says, and there is nothing more to do', () => {
  fc.assert(
    fc.property(both, both, fc.array(fc.bigInt(1n, 40n), { maxLength: 4 }), (there, books, own) => {
      const onTheirWay = own.map((value, index) => ({ id: String(index), amount: value }));
      const after = { ...books };
      const done = new Set<string>();
      for (const step of judge({ there, books, onTheirWay })) {
        if (step.kind === 'ownRefund') done.add(step.refundId);
        if (step.kind === 'ownRefund' || step.kind === 'refundedThere') after.refunded += step.amount;
        if (step.kind === 'refundReturned') after.refunded -= step.amount;
        if (step.kind === 'disputed') after.disputed += step.amount;
        if (step.kind === 'disputeWon') after.disputed -= step.amount;
      }
      expect(after).toEqual(there);
      expect(
        judge({ there, books: after, onTheirWay: onTheirWay.filter(({ id }) => !done.has(id)) }),
      ).toEqual([]);
    }),
  );
});

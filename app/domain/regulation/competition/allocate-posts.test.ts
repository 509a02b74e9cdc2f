import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedRegulation, marksOf, sampleRegulation } from '#tests/factories/regulations.ts';
import { parseRegulation } from '../check-regulation.ts';
import { prepareRegulation } from '../prepare-regulation.ts';
import type { Competition } from '../schema-competition.ts';
import { allocatePosts } from './allocate-posts.ts';
import { type Competitor, competitorOf, orderOfMerit } from './order-of-merit.ts';

const name = { fr: 'x', en: 'x' };
const post = (code: string, count: number, more: object = {}) => ({ code, name, count, ...more });
const competition = (posts: Competition['posts'], more: Partial<Competition> = {}): Competition => ({
  tieBreaks: [],
  ties: 'shared',
  waitingList: 0,
  posts,
  ...more,
});
const one = (id: string, merit: number, more: Partial<Competitor> = {}): Competitor => ({
  id,
  decision: 'passed',
  merit: [{ n: BigInt(merit), d: 1n }],
  ...more,
});
const heldBy = (allocation: ReturnType<typeof allocatePosts>) =>
  Object.fromEntries(allocation.posts.map(({ post: code, holders }) => [code, holders]));

describe('the order of merit', () => {
  it('shares ranks between equals: 1, 2, 2, 4', () => {
    const ranks = orderOfMerit([one('a', 10), one('b', 12), one('c', 15), one('d', 12)]);
    expect(ranks.map(({ competitor, rank }) => `${competitor.id}${rank}`)).toEqual(['c1', 'b2', 'd2', 'a4']);
  });
  it('sets equals apart by the tie-breaks in sequence, then by a lot', () => {
    const regulation = prepareRegulation(sampleRegulation('competition-sample'));
    const of = (id: string, CG: number, SPE: number, ENT: number, lot?: number) => ({
      ...competitorOf(id, { series: 'ENS', fit: true, marks: marksOf({ CG, SPE, ENT }) }, regulation),
      ...(lot === undefined ? {} : { lot }),
    });
    const order = (all: readonly Competitor[]) =>
      orderOfMerit(all).map(({ competitor, rank }) => `${competitor.id}${rank}`);
    expect(order([of('a', 14, 14, 14), of('b', 13, 15, 13), of('c', 15, 14, 13)])).toEqual([
      'b1',
      'c2',
      'a3',
    ]);
    expect(order([of('a', 14, 14, 14), of('b', 14, 14, 14)])).toEqual(['a1', 'b1']);
    expect(order([of('a', 14, 14, 14, 2), of('b', 14, 14, 14, 1)])).toEqual(['b1', 'a2']);
  });
  it('leaves out those who did not pass', () => {
    const allocation = allocatePosts(
      [one('a', 10), one('b', 19, { decision: 'excluded' }), one('c', 18, { decision: 'reserved' })],
      competition([post('P', 1)]),
    );
    expect(allocation.order).toEqual([{ id: 'a', rank: 1, post: 'P' }]);
    expect(allocation.unranked.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(allocation.settled).toBe(false);
  });
});

describe('posts', () => {
  it('go by rank to those of their category and region, and what nobody may hold stays empty', () => {
    const allocation = allocatePosts(
      [
        one('a', 18, { category: 'X', region: 'N' }),
        one('b', 17, { category: 'X', region: 'S' }),
        one('c', 16, { category: 'Y', region: 'N' }),
      ],
      competition([
        post('XN', 2, { category: 'X', region: 'N' }),
        post('Y', 1, { category: 'Y' }),
        post('S', 2, { region: 'S' }),
      ]),
    );
    expect(heldBy(allocation)).toEqual({ XN: ['a'], Y: ['c'], S: ['b'] });
    expect(allocation.posts.map(({ unfilled }) => unfilled)).toEqual([1, 0, 1]);
  });
  it('fill reserved seats first by rank among those they are kept for, and report those left', () => {
    const posts = [
      post('P', 3, {
        reserved: [
          { category: 'H', count: 1 },
          { region: 'D', count: 1 },
        ],
      }),
    ];
    const allocation = allocatePosts(
      [one('a', 18), one('b', 17), one('c', 16, { category: 'H' }), one('d', 15, { category: 'H' })],
      competition(posts, { waitingList: 1 }),
    );
    expect(allocation.posts).toEqual([
      { post: 'P', holders: ['a', 'c'], unfilled: 1, reservedUnfilled: [0, 1], waiting: ['b'] },
    ]);
  });
  it('give each candidate the best of their choices they can have', () => {
    const allocation = allocatePosts(
      [
        one('a', 18, { choices: ['Q'] }),
        one('b', 17, { choices: ['Q', 'P'] }),
        one('c', 16, { choices: ['P', 'R'] }),
        one('d', 15, { choices: ['Q'] }),
      ],
      competition([post('P', 1), post('Q', 1), post('R', 1)], { waitingList: 2 }),
    );
    expect(heldBy(allocation)).toEqual({ P: ['b'], Q: ['a'], R: ['c'] });
    expect(allocation.posts.map(({ waiting }) => waiting)).toEqual([[], ['d'], []]);
  });
  it('are given to none of the equals between whom a seat would be drawn, until lots are', () => {
    const posts = [post('P', 2)];
    const equals = [one('a', 18), one('b', 17), one('c', 17)];
    const open = allocatePosts(equals, competition(posts));
    expect(open).toMatchObject({ settled: false, ties: [{ post: 'P', candidates: ['b', 'c'] }] });
    expect(heldBy(open)).toEqual({ P: ['a'] });
    const drawn = equals.map((each) => ({ ...each, lot: { a: 1, b: 2, c: 1 }[each.id] ?? 0 }));
    const settled = allocatePosts(drawn, competition(posts));
    expect(settled).toMatchObject({ settled: true, ties: [] });
    expect(heldBy(settled)).toEqual({ P: ['a', 'c'] });
  });
  it('report a shared rank where ranks may not be shared, though the seats are enough', () => {
    const equals = [one('b', 17), one('c', 17)];
    expect(allocatePosts(equals, competition([post('P', 2)]))).toMatchObject({ settled: true });
    expect(allocatePosts(equals, competition([post('P', 2)], { ties: 'broken' }))).toMatchObject({
      settled: false,
      ties: [{ post: null, candidates: ['b', 'c'] }],
    });
  });
  it('don’t depend on the order of candidates, and never pass over someone better who wanted the seat', () => {
    const someone = fc.record({
      merit: fc.integer({ min: 0, max: 12 }),
      category: fc.constantFrom('H', 'N'),
      region: fc.constantFrom('D', 'Z'),
      choices: fc.shuffledSubarray(['P', 'Q', 'R'], { minLength: 1 }),
    });
    const posts = [
      post('P', 2, { reserved: [{ category: 'H', count: 1 }] }),
      post('Q', 2, { region: 'D' }),
      post('R', 1),
    ];
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 12 }), (people) => {
        const all = people.map(({ merit, ...rest }, i) => one(`c${i}`, merit, { ...rest, lot: i }));
        const allocation = allocatePosts(all, competition(posts));
        expect(allocatePosts([...all].reverse(), competition(posts))).toEqual(allocation);
        expect(allocation.settled).toBe(true);
        const merit = new Map(all.map(({ id, merit: [value] }) => [id, Number(value?.n ?? 0n)]));
        for (const { id, post: held } of allocation.order) {
          const { choices = [] } = all.find((each) => each.id === id) ?? {};
          const better = choices.slice(0, held === null ? undefined : choices.indexOf(held));
          for (const code of better.filter((each) => each === 'R'))
            for (const holder of allocation.posts.find((each) => each.post === code)?.holders ?? [])
              expect(merit.get(holder)).toBeGreaterThanOrEqual(merit.get(id) ?? 0);
        }
      }),
    );
  });
});

describe('a competition in a regulation', () => {
  const sample = sampleRegulation('competition-sample');
  const problems = (changes: object) => {
    const parsed = parseRegulation({
      ...sample,
      competition: { ...sample.competition, ...changes },
      cases: undefined,
    });
    return parsed.ok ? [] : parsed.problems.map(({ place, reason }) => `${place} ${reason}`);
  };
  it('is refused with quotas that don’t fit, posts twice, and tie-breaks on nothing', () => {
    expect(problems({})).toEqual([]);
    expect(
      problems({ posts: [post('P', 1), post('P', 1, { reserved: [{ category: 'H', count: 2 }] })] }),
    ).toEqual([
      'competition.posts[1].code regulation.postTwice',
      'competition.posts[1].reserved regulation.reservedTooMany',
    ]);
    expect(problems({ tieBreaks: [{ paper: 'ZZZ' }, { quantity: 'luck' }] })).toEqual([
      'competition.tieBreaks[0].paper regulation.paperUnknown',
      'competition.tieBreaks[1].quantity regulation.quantityUnknown',
    ]);
  });
  it('needs someone who may pass', () => {
    const stages = sample.stages.map((stage) => ({ ...stage, decisions: [{ decision: 'failed' as const }] }));
    expect(() => checkedRegulation({ ...sample, stages, cases: undefined })).toThrow(/nobodyPasses/);
  });
});

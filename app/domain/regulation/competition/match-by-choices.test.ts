import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { read, title } from '#tests/factories/worked-examples.ts';
import { matchByChoices } from './match-by-choices.ts';

const lists = z.record(z.string(), z.array(z.string()));
const hospitals = read(
  'hospital_residents_da.json',
  z.object({
    capacity: z.record(z.string(), z.number()),
    residents: lists,
    hospitals: lists,
    expect_resident_optimal: lists,
  }),
);

/** A post with its own order of preference keeps the first it has room for; those it doesn't list are let go. */
const byPreference =
  (preference: Readonly<Record<string, readonly string[]>>, room: Readonly<Record<string, number>>) =>
  (post: string, asking: readonly string[]) =>
    (preference[post] ?? []).filter((one) => asking.includes(one)).slice(0, room[post]);

describe.skipIf(!hospitals)(title('hospital_residents_da.json', hospitals), () => {
  it('gives each resident the best hospital they can have', () => {
    const { residents = {}, hospitals: preference = {}, capacity = {} } = hospitals ?? {};
    const { holders } = matchByChoices(
      new Map(Object.entries(residents)),
      byPreference(preference, capacity),
    );
    const sorted = (record: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(record).map(([key, names]) => [key, [...names].sort()]));
    expect(sorted(Object.fromEntries(holders))).toEqual(sorted(hospitals?.expect_resident_optimal ?? {}));
  });
});

describe('matchByChoices', () => {
  const people = ['a', 'b', 'c', 'd', 'e'];
  const posts = ['P', 'Q', 'R'];
  const wishes = fc.record(Object.fromEntries(people.map((one) => [one, fc.shuffledSubarray(posts)])));
  const preferences = fc.record(
    Object.fromEntries(
      posts.map((post) => [post, fc.shuffledSubarray(people, { minLength: people.length })]),
    ),
  );
  const room = { P: 1, Q: 2, R: 1 };
  it('is stable: nobody wants a post that would rather have them than one it holds', () => {
    fc.assert(
      fc.property(wishes, preferences, (choices, preference) => {
        const { holders } = matchByChoices(new Map(Object.entries(choices)), byPreference(preference, room));
        const postOf = (one: string) => [...holders].find(([, held]) => held.includes(one))?.[0];
        for (const one of people)
          for (const post of posts) {
            const mine = choices[one] ?? [];
            const held = postOf(one);
            const wanted =
              mine.includes(post) && (held === undefined || mine.indexOf(post) < mine.indexOf(held));
            if (!wanted) continue;
            const order = preference[post] ?? [];
            const inside = holders.get(post) ?? [];
            expect(inside.length).toBe(room[post as keyof typeof room]);
            for (const holder of inside) expect(order.indexOf(holder)).toBeLessThan(order.indexOf(one));
          }
      }),
    );
  });
  it('does not depend on the order in which candidates ask', () => {
    fc.assert(
      fc.property(wishes, preferences, (choices, preference) => {
        const of = (entries: [string, string[]][]) =>
          Object.fromEntries(matchByChoices(new Map(entries), byPreference(preference, room)).holders);
        const entries = Object.entries(choices);
        expect(of([...entries].reverse())).toEqual(of(entries));
      }),
    );
  });
});

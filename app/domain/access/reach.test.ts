import { expect, test } from 'vitest';
import type { Actor, Grant } from './actor.ts';
import { organisationsOf, reachOf } from './reach.ts';

const grant = (changes: Partial<Grant>): Grant => ({
  role: 'registrar',
  organisationId: 'A',
  regionId: null,
  schoolId: null,
  centreId: null,
  juryId: null,
  ...changes,
});
const person = (...grants: Grant[]): Actor => ({ kind: 'user', id: 'u', label: 'U', locale: 'fr', grants });

test('a registrar reaches the organisation, a regional officer the region only', () => {
  expect(reachOf(person(grant({})), 'entry.read')).toEqual({ organisations: ['A'], regions: [] });
  const officer = person(grant({ role: 'regionalOfficer', regionId: 'R' }));
  expect(reachOf(officer, 'entry.read')).toEqual({
    organisations: [],
    regions: [{ organisationId: 'A', regionId: 'R' }],
  });
});

test('a region of an organisation held whole adds nothing, and the same region twice is one', () => {
  const both = person(
    grant({}),
    grant({ role: 'regionalOfficer', regionId: 'R' }),
    grant({ role: 'regionalOfficer', organisationId: 'B', regionId: 'S' }),
  );
  const reach = reachOf(both, 'entry.read', 'entry.review');
  expect(reach).toEqual({ organisations: ['A'], regions: [{ organisationId: 'B', regionId: 'S' }] });
  expect(organisationsOf(reach)).toEqual(['A', 'B']);
});

test('a role without the capability, a grant narrowed to a jury and a stranger reach nothing', () => {
  const nothing = { organisations: [], regions: [] };
  expect(reachOf(person(grant({ role: 'cashier' })), 'entry.read')).toEqual(nothing);
  expect(reachOf(person(grant({ juryId: 'J' })), 'entry.read')).toEqual(nothing);
  expect(reachOf({ kind: 'anonymous' }, 'entry.read')).toEqual(nothing);
});

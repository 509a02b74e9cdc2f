import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { staffPages } from './office.ts';
import { ROLES, type Role } from './roles.ts';

const holding = (role: Role): Actor => ({
  kind: 'user',
  id: 'u',
  label: 'U',
  locale: 'fr',
  grants: [{ role, organisationId: 'A', regionId: null, schoolId: null, centreId: null, juryId: null }],
});
const pagesOf = (role: Role) => staffPages(holding(role)).map(({ page }) => page);

test('each role finds the pages it may open and no other', () => {
  expect(Object.fromEntries(ROLES.map((role) => [role, pagesOf(role).join(' ')]))).toEqual({
    candidate: '',
    schoolHead: '',
    regionalOfficer: 'home entries sittings handOvers',
    registrar: 'home entries sittings regulations documents handOvers verifications',
    cashier: 'home counter tills till bank waivers',
    accountant: 'home tills till bank waivers',
    logistics: 'home sittings',
    marker: 'marking',
    juryMember: 'jury',
    juryPresident: 'jury',
    publisher: 'home sittings documents',
    auditor: 'home entries sittings documents tills till waivers verifications audit',
    administrator: 'home sittings regulations documentStyle verifications audit users',
  });
  expect(staffPages({ kind: 'anonymous' })).toEqual([]);
});

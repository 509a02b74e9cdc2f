import { expect, test } from 'vitest';
import { completeGrant } from './grant-request.ts';

test('an inspector of nowhere would be an inspector of everywhere', () => {
  expect(completeGrant({ role: 'regionalOfficer', organisationId: 'o' })).toMatchObject({
    reason: 'role.needsScope',
  });
  expect(completeGrant({ role: 'schoolHead', organisationId: 'o', regionId: 'r' })).toMatchObject({
    reason: 'role.needsScope',
    detail: { scope: 'schoolId' },
  });
});

test('what is not named is not narrowed', () => {
  expect(completeGrant({ role: 'regionalOfficer', organisationId: 'o', regionId: 'r' })).toEqual({
    ok: true,
    value: {
      role: 'regionalOfficer',
      organisationId: 'o',
      regionId: 'r',
      schoolId: null,
      centreId: null,
      juryId: null,
    },
  });
  expect(completeGrant({ role: 'auditor', organisationId: 'o' }).ok).toBe(true);
});

import { expect, test } from 'vitest';
import { provenContact } from './proven-contact.ts';

const at = new Date('2027-01-01T00:00:00Z');
const nothing = { email: null, emailVerifiedAt: null, phone: null, phoneVerifiedAt: null };

test('writes only to a contact that was proved, by mail before SMS', () => {
  const both = { ...nothing, email: 'a@b.test', phone: '+22790000000' };
  expect(provenContact({ ...both, emailVerifiedAt: at, phoneVerifiedAt: at })).toEqual({
    channel: 'mail',
    recipient: 'a@b.test',
  });
  expect(provenContact({ ...both, phoneVerifiedAt: at })).toEqual({
    channel: 'sms',
    recipient: '+22790000000',
  });
  expect(provenContact(both)).toBeUndefined();
  expect(provenContact(nothing)).toBeUndefined();
});

import type { reasons as fr } from '../fr/reasons.ts';
import type { SameShape } from '../same-shape.ts';

export const reasons: SameShape<typeof fr> = {
  unknown: 'This could not be done. Nothing was changed.',
  access: {
    denied: 'Your account does not allow this action.',
    signedOut: 'Sign in to continue.',
  },
  account: { unknown: 'This account does not exist.' },
  contact: {
    unreadableEmail: 'Write an email address such as name@example.org',
    unreadablePhone:
      'Write a telephone number such as 90 12 34 56 or +227 90123456, or an address such as name@example.org',
    taken: 'An account already has this telephone or address.',
  },
  password: {
    tooShort: 'Choose a password of at least {{minimum}} characters',
    tooLong: 'Choose a password of at most {{maximum}} characters',
    tooCommon: 'This password is among the first that are tried. Choose another one',
    isContact: 'The password cannot be your telephone or address',
  },
  signIn: { wrong: 'The telephone or address, or the password, is not right. Check both' },
  code: { wrong: 'This code is not the right one, or is no longer good. Check it or ask for another' },
  role: {
    needsScope: 'This role is held in a region, a school or a jury: say which.',
    unknownPlace: 'This organisation has no such region, school, centre or jury.',
  },
  rate: { limited: 'Too many tries. Start again in {{minutes}} min.' },
};

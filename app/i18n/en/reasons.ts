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
  entry: {
    notFound: 'This entry does not exist.',
    notEditable: 'This entry is sent: it can no longer be changed.',
    changedElsewhere:
      'This entry changed in another window since you opened this page. Check your answer, then send it again.',
    answerRefused: 'This answer cannot be saved. Check it.',
    incomplete: 'An answer is missing: complete it before sending.',
    stepInvalid: 'An answer is no longer valid: correct it before sending.',
    samePeriod:
      'You already have an entry for this examination and year. One sitting only may be taken in a period.',
    feeWouldChange: 'This change would cost more than you paid. Go back to your choices, or ask the office.',
  },
  sitting: {
    notFound: 'This sitting does not exist.',
    notYetOpen: 'Registration is not open yet.',
    closed: 'Registration is closed.',
  },
  state: { refused: 'This is no longer possible in the state this entry is in. Reload the page.' },
  payment: {
    alreadyPaid: 'These fees are already paid.',
    nothingDue: 'There is nothing to pay for this entry.',
    notFound: 'This payment does not exist.',
    unknownToProvider: 'The provider does not know this payment.',
  },
  suspense: {
    wrongAmount: 'The amount received is not the one that was due.',
    paidTwice: 'These fees were already paid.',
    entryWithdrawn: 'The entry was withdrawn or rejected.',
    late: 'The money arrived after the close.',
  },
  photo: {
    empty: 'Choose a photo',
    tooHeavy: 'This photo is too heavy. Choose a smaller one',
    unsupportedType: 'This file is not a JPEG, PNG or WebP photo. Choose another',
    unreadable: 'This photo is damaged. Choose another',
    tooManyPixels: 'This photo is too large. Choose another or reduce it',
    tooSmall: 'This photo is too small to be printed. Choose a larger one',
  },
};

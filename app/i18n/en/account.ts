import type { account as french } from '../fr/account.ts';
import type { SameShape } from '../same-shape.ts';

export const account: SameShape<typeof french> = {
  missing: {
    contact: 'Type your telephone or email address',
    name: 'Type your name',
    password: 'Type your password',
    newPassword: 'Choose a password',
  },
  field: {
    contact: 'Telephone or email address',
    contactHint: 'For example: 90 12 34 56, +227 90 12 34 56 or name@example.org',
    name: 'Your name',
    nameHint: 'That of the person who keeps the account. The candidate’s identity comes with the entry.',
    password: 'Password',
    newPassword: 'Choose a password',
    passwordHint:
      'At least {{minimum}} characters. Three words that only you would put together make a good password.',
    code: 'Six-digit code',
    codeHint: 'It is good for {{minutes}} minutes. Five tries.',
    codeProblem: 'Type the six digits of the code',
  },
  signUp: {
    title: 'Open an account',
    lead: 'We will send a code to your telephone or address, to be sure that we can reach you.',
    submit: 'Get the code',
    already: 'You already have an account?',
    signIn: 'Sign in',
  },
  code: {
    title: 'Type the code you received',
    lead: 'We sent a message to {{contact}}. If it holds a code, type it here.',
    submit: 'Confirm',
    nothing: 'Nothing received?',
    again:
      'Wait two minutes and look among unwanted mail. Otherwise sign in with your password to get another code, or start again if the number or address is not right.',
    restart: 'Start again',
  },
  signIn: {
    title: 'Sign in',
    submit: 'Sign in',
    forgotten: 'I forgot my password',
    none: 'No account yet?',
    signUp: 'Open an account',
  },
  signOut: {
    title: 'Sign out',
    text: 'Do you want to close your session on this device?',
    submit: 'Sign out',
  },
  reset: {
    title: 'Change your password',
    lead: 'Give the telephone or address of your account: we will send a code to it.',
    submit: 'Get the code',
    secondTitle: 'Choose a new password',
    secondLead: 'If {{contact}} is that of an account, a code has just been sent to it.',
    secondSubmit: 'Change the password',
    effect: 'Other devices will be signed out.',
    again: 'Ask for another code',
  },
};

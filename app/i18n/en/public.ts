import type { publicPages as fr } from '../fr/public.ts';
import type { SameShape } from '../same-shape.ts';

export const publicPages: SameShape<typeof fr> = {
  home: {
    title: 'Home',
    description: 'Entries, results and document verification for national examinations.',
    heading: 'National examinations, from enrolment to certificate.',
    lead: 'Register, pay your fees, get your convocation, read your result and keep a certificate that anyone can check.',
    ways: 'What do you want to do?',
    register: {
      title: 'Register for an examination',
      text: 'On your own or through a school. Allow ten minutes; you can stop and come back.',
    },
    resume: 'I have already started: resume my entry',
    results: {
      title: 'See a result',
      text: 'With the table number and the code printed on the convocation.',
    },
    verify: {
      title: 'Verify a document',
      text: 'Employers, universities, administrations: free, no account, by QR or typed code.',
    },
    staff: 'Officials, inspectors, markers and juries: sign in',
    how: 'What the service guarantees',
    guarantee: {
      marks: 'Scripts are marked without names, and every change of a mark leaves a trace.',
      result: 'The result comes with its computation, step by step.',
      document: 'Every document carries a signature that can be checked, even offline.',
    },
  },
  demo: {
    title: 'Try the demonstration',
    lead: 'An invented country, with an account for each role. Everything works as in an office; nothing has any value.',
    accounts: 'Accounts',
    address: 'Address',
    who: 'Who',
    password: 'Password of every account: {{password}}',
    fakes: 'What stands in for the outside world',
    mailbox: 'The mailbox: mail and SMS that were sent',
    payments: 'The card payment provider',
    mobileMoney: 'The mobile money operator',
    certificate: 'A document to check',
    openCertificate: 'Certificate {{number}}',
    noCertificate: 'Documents are being made: come back in a minute.',
    signIn: 'Sign in',
    components: 'Every component of the pages',
  },
};

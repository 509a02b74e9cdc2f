import type { messages as french } from '../fr/messages.ts';
import type { SameShape } from '../same-shape.ts';
import { reminderMessages } from './reminder-messages.ts';
import { roundMessages } from './round-messages.ts';

export const messages: SameShape<typeof french> = {
  greeting: 'Hello,',
  signature:
    'This message is sent by the examinations service. Nobody will ask you for your code or your password.',
  accountCode: {
    subject: 'Your code: {{code}}',
    text: 'Your code is {{code}}.\n\nType it on the page you opened. It is good for {{minutes}} minutes and works once.\n\nYou asked for nothing? Do nothing: without this code, no account is opened.',
    sms: '{{code}} is your Palmarès code. It is good for {{minutes}} minutes. Give it to nobody.',
  },
  resetCode: {
    subject: 'Your code to change your password: {{code}}',
    text: 'Your code is {{code}}.\n\nType it on the page you opened, with your new password. It is good for {{minutes}} minutes and works once.\n\nYou asked for nothing? Do nothing: your password stays as it is.',
    sms: '{{code}} is your Palmarès code to change your password. It is good for {{minutes}} minutes. Give it to nobody.',
  },
  accountExists: {
    subject: 'You already have an account',
    text: 'Somebody, perhaps you, tried to open an account with this address. You already have one: nothing has changed.\n\nTo sign in: {{link}}\n\nIt was not you? Do nothing.',
    sms: 'Palmarès: you already have an account with this number. Nothing has changed. Sign in: {{link}}',
  },
  passwordChanged: {
    subject: 'Your password has changed',
    text: 'The password of your account has just been changed, and other devices were signed out.\n\nIt was not you? Choose another password at once: {{link}}',
    sms: 'Palmarès: your password has changed. It was not you? Change it: {{link}}',
  },
  paymentReceived: {
    subject: 'Payment received: {{amount}}',
    text: 'We received {{amount}} for the entry of {{candidate}}: {{exam}}.\n\nYour receipt: {{link}}\n\nThe office will now check the file.',
    sms: 'Palmarès: {{amount}} received for {{candidate}}, {{exam}}. Receipt: {{link}}',
  },
  entryValidated: {
    subject: 'Entry validated',
    text: 'The entry of {{candidate}} is validated: {{exam}}.\n\nYou will get a message when the convocation is ready. The file: {{link}}',
    sms: 'Palmarès: entry validated for {{candidate}}, {{exam}}. {{link}}',
  },
  entryReturned: {
    subject: 'Your file needs a correction',
    text: 'The file of {{candidate}} ({{exam}}) is returned to you. The office writes:\n\n{{reason}}\n\nCorrect it and send it again here: {{link}}',
    sms: 'Palmarès: the file of {{candidate}} needs a correction. {{reason}} {{link}}',
  },
  correctionAnswered: {
    subject: 'Answer to your request for a correction',
    text: 'You asked for a correction in the file of {{candidate}} ({{exam}}). The answer is:\n\n{{reason}}\n\nCheck the sheet here: {{link}}',
    sms: 'Palmarès: answer to your request about {{candidate}}. {{reason}} {{link}}',
  },
  entryRejected: {
    subject: 'Your entry was refused',
    text: 'The entry of {{candidate}} ({{exam}}) was refused. The office writes:\n\n{{reason}}\n\nThe entry, and how to reach us: {{link}}',
    sms: 'Palmarès: the entry of {{candidate}} was refused. {{reason}} {{link}}',
  },
  convocationReady: {
    subject: 'Your convocation is ready',
    text: 'The convocation of {{candidate}} is ready: {{exam}}.\n\nIt says the centre, the room, the table number and the code that will give the result. Print it and keep it: {{link}}',
    sms: 'Palmarès: convocation ready for {{candidate}}, {{exam}}. Print it: {{link}}',
  },
  marksModerated: {
    subject: 'Marks you gave have changed: {{paper}}',
    text: 'The office has changed marks of {{paper}} ({{exam}}): {{shift}} point on each mark, within the scale. Its reason:\n\n{{reason}}\n\nIn which bundles, and what each mark became: {{link}}',
    sms: 'Palmarès: {{exam}}, {{paper}}: {{shift}} point on marks of your bundles. {{reason}} {{link}}',
  },
  resultPublished: {
    subject: 'The results are published',
    text: 'The results are published: {{exam}}.\n\nThat of {{candidate}}: {{link}}',
    sms: 'Palmarès: results published, {{exam}}. {{candidate}}: {{link}}',
  },
  ...reminderMessages,
  ...roundMessages,
};

import type { reminderMessages as french } from '../fr/reminder-messages.ts';
import type { SameShape } from '../same-shape.ts';

export const reminderMessages: SameShape<typeof french> = {
  remindSilentSchool: {
    subject: 'Your school has registered nobody yet',
    text: '{{school}} has not registered any candidate yet: {{exam}}.\n\nEntries close in the evening of {{until}}. Open your page to register your pupils: {{link}}\n\nYour school presents nobody this year? Tell the regional office.',
    sms: 'Palmarès: your school has registered no candidate, {{exam}}. Last day: {{untilShort}}. {{link}}',
  },
  remindSchoolDrafts: {
    subject: 'Some entries have not been sent',
    text: '{{school}} has begun entries without sending them: {{exam}}. Drafts: {{entries}}.\n\nA draft does not count. Complete and send them before the evening of {{until}}: {{link}}',
    sms: 'Palmarès: {{entries}} entries of your school to send, {{exam}}. Last day: {{untilShort}}. {{link}}',
  },
  remindSchoolUnpaid: {
    subject: 'Some fees have not been paid',
    text: '{{school}} has entries whose fees are not paid: {{exam}}. Entries: {{entries}}.\n\nAn unpaid entry is not examined. Pay before the evening of {{until}}: {{link}}',
    sms: 'Palmarès: {{entries}} entries of your school to pay, {{exam}}. Last day: {{untilShort}}. {{link}}',
  },
  remindDraft: {
    subject: 'Your entry has not been sent',
    text: 'The entry of {{candidate}} is begun but not sent: {{exam}}.\n\nYour answers are kept. Complete them and send the entry before the evening of {{until}}: {{link}}',
    sms: 'Palmarès: your entry has not been sent, {{exam}}. Last day: {{untilShort}}. {{link}}',
  },
  remindUnpaid: {
    subject: 'Your fees have not been paid',
    text: 'The entry of {{candidate}} is sent, but its fees are not paid: {{exam}}.\n\nAn unpaid entry is not examined. Pay before the evening of {{until}}: {{link}}',
    sms: 'Palmarès: your fees are not paid, {{exam}}. Last day: {{untilShort}}. {{link}}',
  },
  remindProof: {
    subject: 'Check what will be printed on your diploma',
    text: 'Read the proof sheet of {{candidate}}: {{exam}}. The name, the date and the place of birth will be printed as they are.\n\nAccept the sheet or ask for a correction before the evening of {{until}}: {{link}}',
    sms: 'Palmarès: check and accept your proof sheet, {{exam}}. Last day: {{untilShort}}. {{link}}',
  },
  deadlineMoved: {
    subject: 'The closing date of entries has changed',
    text: 'Entries now close in the evening of {{until}}: {{exam}}.\n\nWhat is left to do is done here: {{link}}',
    sms: 'Palmarès: new closing date of entries, {{exam}}: evening of {{untilShort}}. {{link}}',
  },
  entryDuplicate: {
    subject: 'One of your two entries is withdrawn',
    text: 'The office found two entries in the name of {{candidate}}: {{exam}}.\n\nEntry {{kept}} stays. Entry {{number}} is withdrawn. If you paid for both, ask the office’s till for a refund.\n\nNot the same person? Write to the office without waiting: {{link}}',
    sms: 'Palmarès: two entries in your name. {{kept}} stays, {{number}} is withdrawn. {{link}}',
  },
};

import type { ReminderTemplates } from './reminder-templates.ts';
import type { RoundTemplates } from './round-templates.ts';

/**
 * What Palmarès writes to people, with the values each text needs. Texts are in the `messages` catalogue; values are
 * forgotten once the message is sent. `path` is a page of ours ("/espace"), sent as a full address.
 */
export type MessageTemplates = ReminderTemplates &
  RoundTemplates & {
    /** `code`: the six digits that prove a contact. */
    readonly accountCode: { readonly code: string; readonly minutes: string };
    /** `code`: the six digits that let a new password be chosen. */
    readonly resetCode: { readonly code: string; readonly minutes: string };
    /** To the owner of a contact with which somebody tried to sign up. */
    readonly accountExists: { readonly path: string };
    readonly passwordChanged: { readonly path: string };
    /** `amountMinor`: minor units in decimal digits, of `currency` (ISO 4217); `path`: the receipt. */
    readonly paymentReceived: {
      readonly candidate: string;
      readonly exam: string;
      readonly amountMinor: string;
      readonly currency: string;
      readonly path: string;
    };
    readonly entryValidated: { readonly candidate: string; readonly exam: string; readonly path: string };
    /** `reason`: what the officer wrote. */
    readonly entryReturned: {
      readonly candidate: string;
      readonly exam: string;
      readonly reason: string;
      readonly path: string;
    };
    /** `reason`: what the officer wrote. */
    readonly entryRejected: {
      readonly candidate: string;
      readonly exam: string;
      readonly reason: string;
      readonly path: string;
    };
    /** `reason`: what the officer or the head of the school answered. */
    readonly correctionAnswered: {
      readonly candidate: string;
      readonly exam: string;
      readonly reason: string;
      readonly path: string;
    };
    readonly convocationReady: { readonly candidate: string; readonly exam: string; readonly path: string };
    /** To a marker: marks of theirs were moved. `shift`: "+0,50"; `reason`: what the office wrote. */
    readonly marksModerated: {
      readonly exam: string;
      readonly paper: string;
      readonly shift: string;
      readonly reason: string;
      readonly path: string;
    };
    readonly resultPublished: { readonly candidate: string; readonly exam: string; readonly path: string };
  };

export type MessageTemplate = keyof MessageTemplates;
export type MessageChannel = 'mail' | 'sms';

/** Templates that carry a code: not sent once the code is too old to be typed. */
export const CODE_TEMPLATES: ReadonlySet<string> = new Set<MessageTemplate>(['accountCode', 'resetCode']);

const KNOWN: Readonly<Record<MessageTemplate, true>> = {
  accountCode: true,
  resetCode: true,
  accountExists: true,
  passwordChanged: true,
  paymentReceived: true,
  entryValidated: true,
  entryReturned: true,
  entryRejected: true,
  correctionAnswered: true,
  convocationReady: true,
  marksModerated: true,
  resultPublished: true,
  remindSilentSchool: true,
  remindSchoolDrafts: true,
  remindSchoolUnpaid: true,
  remindDraft: true,
  remindUnpaid: true,
  remindProof: true,
  deadlineMoved: true,
  entryDuplicate: true,
  secondGroupChoice: true,
  secondGroupCalled: true,
  resitOffered: true,
  resitCalled: true,
  roundCancelled: true,
  claimAccepted: true,
  claimRejected: true,
  claimDecided: true,
};

/** Whether a stored name is one of ours. */
export function isMessageTemplate(name: string): name is MessageTemplate {
  return Object.hasOwn(KNOWN, name);
}

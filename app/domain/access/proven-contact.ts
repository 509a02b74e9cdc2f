import type { MessageChannel } from '../messages/templates.ts';

type Contacts = {
  readonly email: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly phone: string | null;
  readonly phoneVerifiedAt: Date | null;
};

/**
 * Where a person may be written to: only a contact proved by a code (in one country phone numbers turned out to be
 * other people's). Mail before SMS, which costs; `undefined` when nothing is proved.
 */
export function provenContact(
  contacts: Contacts,
): { readonly channel: MessageChannel; readonly recipient: string } | undefined {
  const { email, emailVerifiedAt, phone, phoneVerifiedAt } = contacts;
  if (email !== null && emailVerifiedAt !== null) return { channel: 'mail', recipient: email };
  if (phone !== null && phoneVerifiedAt !== null) return { channel: 'sms', recipient: phone };
  return undefined;
}

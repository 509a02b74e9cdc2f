import type { Contact } from '#app/domain/access/contact.ts';
import { addressKey, type Limit } from './rate-limit.server.ts';

/**
 * By contact the limits are what one person may need. By address they only stop a flood: a school or a mobile network
 * has hundreds of candidates behind one address.
 */
const LIMITS = {
  signUp: { contact: { max: 5, windowSeconds: 3600 }, address: { max: 200, windowSeconds: 3600 } },
  signIn: { contact: { max: 10, windowSeconds: 900 }, address: { max: 300, windowSeconds: 900 } },
  code: { contact: { max: 10, windowSeconds: 900 }, address: { max: 300, windowSeconds: 900 } },
  resume: { contact: { max: 10, windowSeconds: 900 }, address: { max: 300, windowSeconds: 900 } },
  reset: { contact: { max: 5, windowSeconds: 3600 }, address: { max: 200, windowSeconds: 3600 } },
} as const;

/** The limits of one kind of try, by a contact or by an entry's reference; the address's first: it costs an attacker most. */
export function accountLimits(
  kind: keyof typeof LIMITS,
  clientAddress: string,
  contact: Pick<Contact, 'value'>,
): readonly Limit[] {
  const { address, contact: person } = LIMITS[kind];
  return [
    { name: `${kind}.address`, key: addressKey(clientAddress), ...address },
    { name: `${kind}.contact`, key: contact.value, ...person },
  ];
}

import { randomUUID } from 'node:crypto';
import { type Kept, keepJson } from '../keep-json.ts';

export type Message = {
  readonly id: string;
  readonly kind: 'mail' | 'sms';
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly receivedAt: string;
};

export type Messages = {
  add(message: Omit<Message, 'id' | 'receivedAt'>): void;
  /** Newest first; `to` is a part of an address or number, in any case. */
  find(to?: string): Message[];
  clear(): void;
};

/** The oldest go first: a mailbox for looking at, not an archive. */
const KEPT = 2000;

export function keepMessages(directory: string | undefined): Messages {
  const kept: Kept<{ messages: Message[] }> = keepJson(directory, 'mailbox', { messages: [] });
  const { value, save } = kept;
  return {
    add(message) {
      value.messages.push({ ...message, id: randomUUID(), receivedAt: new Date().toISOString() });
      value.messages.splice(0, value.messages.length - KEPT);
      save();
    },
    find(to = '') {
      const wanted = to.trim().toLowerCase();
      return value.messages
        .filter(({ to: all }) => all.some((one) => one.toLowerCase().includes(wanted)))
        .reverse();
    },
    clear() {
      value.messages.length = 0;
      save();
    },
  };
}

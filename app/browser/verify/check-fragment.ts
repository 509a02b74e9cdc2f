import { compareAnswers } from '#app/domain/verification/compare-answers.ts';
import {
  answerOnDevice,
  type DeviceKnowledge,
  statusAddresses,
} from '#app/domain/verification/device-answer.ts';
import type { ShownCheck } from '#app/domain/verification/shown-document.ts';
import type { VerificationAnswer } from '#app/domain/verification/verify.ts';
import { openDeviceStore } from './device-store.ts';
import { type KnownTrust, knowStatus, knowTrust } from './known-lists.ts';
import { digitsOfAddress } from './page-parts.ts';
import { showAnswer, tellOf } from './show-answer.ts';

/** What `DeviceWords` writes into the page. */
type DeviceFacts = { readonly check: ShownCheck | null; readonly language: string };

type Asked = { readonly digits: string; readonly token: string };

async function answer(asked: Asked): Promise<{ found: VerificationAnswer; known: KnownTrust }> {
  const store = await openDeviceStore();
  const known = await knowTrust(store);
  // When the page was opened, by the device's clock.
  const now = Math.floor(performance.timeOrigin / 1000);
  const knowledge: DeviceKnowledge = { now, trust: known.trust, reached: known.reached };
  const signed = answerOnDevice(asked, knowledge);
  const { trust } = known;
  if (!trust || !signed.claims) return { found: signed, known };
  let found = signed;
  // An organisation with very many documents has several lists, each with its own places.
  for (const uri of statusAddresses(trust, signed.claims.issuer)) {
    const { list, reached } = await knowStatus(store, trust, uri);
    found = answerOnDevice(asked, { ...knowledge, status: list, reached: known.reached && reached });
    if (list && found.reason !== 'status.not-covered') break;
  }
  return { found, known };
}

async function check(device: HTMLElement): Promise<void> {
  const facts: DeviceFacts = JSON.parse(device.dataset.facts ?? '');
  const token = location.pathname.split('/').at(-1) ?? '';
  const { found, known } = await answer({ digits: digitsOfAddress(), token });
  const { show, say } = compareAnswers(facts.check, found);
  if (show === 'device' || !facts.check) showAnswer(found, facts.language);
  if (say) tellOf(say);
  if (known.otherRoot) tellOf('otherRoot');
  device.dataset.done = found.verdict;
}

/** On a document's page: checks the digits after its address, and says so there. */
export function checkFragment(): void {
  const device = document.querySelector<HTMLElement>('#device');
  if (device && digitsOfAddress() !== '') void check(device);
}

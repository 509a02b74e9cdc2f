import { desc, eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import { confirmContact } from '#app/services/access/confirm-contact.server.ts';
import { signUp } from '#app/services/access/sign-up.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { recordProviderEvent } from '#app/services/fees/record-provider-event.server.ts';
import { settlePayment } from '#app/services/fees/settle-payment.server.ts';
import { startCheckout } from '#app/services/fees/start-checkout.server.ts';
import { type StepAnswer, saveStep } from '#app/services/registration/save-step.server.ts';
import { startEntry } from '#app/services/registration/start-entry.server.ts';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import { message } from '#db/schema/access.ts';
import { payment } from '#db/schema/fees.ts';
import type { rememberingProvider } from '#tests/setup/remembering-provider.ts';

type Bank = ReturnType<typeof rememberingProvider>;

type Place = { readonly sittingId: string; readonly regionId: string };

/** A candidate's whole way through the services: account (argon2id), code, every question, sent, paid, settled. */
export async function wholeFlow(ctx: Ctx, bank: Bank, place: Place, index: number): Promise<void> {
  const actor = await openAccount(ctx, index);
  const as = { ...ctx, actor };
  const { entryId } = given(await startEntry(as, { sittingId: place.sittingId }));
  let version = 1;
  for (const answer of answers(place, index))
    version = given(await saveStep(as, { entryId, version, answer })).version;
  given(await submitEntry(as, { entryId, version }));
  const paymentId = await begin(as, entryId);
  await arrive(ctx, bank, paymentId);
}

async function openAccount(ctx: Ctx, index: number): Promise<Actor> {
  const contact = { kind: 'email', value: `candidat-${index}@example.org` } as const;
  const person = { displayName: 'Awa Diallo', password: 'trois chats gris', locale: 'fr' };
  const { ticket } = given(await signUp(ctx, { contact, ...person }));
  const [sent] = await ctx.db
    .select({ values: message.values })
    .from(message)
    .where(eq(message.recipient, contact.value))
    .orderBy(desc(message.createdAt))
    .limit(1);
  const code = sent?.values['code'] ?? '';
  const { userId } = given(await confirmContact(ctx, { contact, code, ticket }));
  return { kind: 'user', id: userId, label: person.displayName, locale: 'fr', grants: [] };
}

function answers({ regionId }: Place, index: number): StepAnswer[] {
  const day = String(1 + (index % 28)).padStart(2, '0');
  return [
    { step: 'school', value: { kind: 'free', regionId } },
    { step: 'identity', value: { surname: `Maïga ${index}`, givenNames: 'Aïssatou', sex: 'F' } },
    { step: 'birth', value: { birthDate: `2008-11-${day}`, birthPlace: 'Tillabéri' } },
    { step: 'nationality', value: { nationality: 'NE' } },
    { step: 'series', value: { series: 'C' } },
    { step: 'options', value: { options: [] } },
    { step: 'sport', value: { sport: true } },
    { step: 'photo', value: { photoKey: `photos/load/${index}.jpg` } },
  ];
}

/** Opens the provider's page of what an entry owes; returns the payment's id. */
export async function begin(as: Ctx, entryId: string): Promise<string> {
  const { redirectUrl } = given(await startCheckout(as, { entryId, locale: 'fr' }));
  const [row] = await as.db
    .select({ id: payment.id })
    .from(payment)
    .where(eq(payment.redirectUrl, redirectUrl));
  if (!row) throw new Error('no payment');
  return row.id;
}

/** The payer pays, the callback is recorded, and the job it queued settles the payment. */
export async function arrive(ctx: Ctx, bank: Bank, paymentId: string): Promise<void> {
  const reference = `ck_${paymentId}`;
  bank.pay(reference);
  const notice = {
    ...{ eventId: `evt_${paymentId}`, type: 'paid', reference, paymentId },
    paymentIntent: `pi_${reference}`,
  };
  const callback = { provider: bank.provider.name, rawBody: JSON.stringify(notice), headers: new Headers() };
  given(await recordProviderEvent(ctx, callback));
  const judged = given(await settlePayment(ctx, { paymentId }));
  if (judged.outcome !== 'settle') throw new Error(`not settled: ${judged.outcome}`);
}

function given<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(`${verdict.reason} ${JSON.stringify(verdict.detail ?? {})}`);
  return verdict.value;
}

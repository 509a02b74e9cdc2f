import { StateTag, type Tone } from '#app/components/state-tag.tsx';
import type { DocumentStatus } from '#app/domain/documents/kinds.ts';
import type { PaymentState } from '#app/domain/fees/states.ts';
import type { EntryState as EntryStateName } from '#app/domain/registration/states.ts';
import type { SittingState as SittingStateName } from '#app/domain/sitting/states.ts';
import type { Translate } from '#app/i18n/translate.ts';
import { useT } from '#app/i18n/use-t.tsx';

const ENTRY: Readonly<Record<EntryStateName, Tone>> = {
  draft: 'neutral',
  submitted: 'neutral',
  paid: 'progress',
  validated: 'good',
  returned: 'warn',
  rejected: 'bad',
  withdrawn: 'neutral',
};

export function EntryState({ state }: { state: EntryStateName }) {
  const t = useT();
  return <StateTag tone={ENTRY[state]} text={t(`states:entry.${state}`)} />;
}

const SITTING: Readonly<Record<SittingStateName, Tone>> = {
  draft: 'neutral',
  open: 'progress',
  closed: 'progress',
  seated: 'progress',
  marking: 'progress',
  deliberating: 'progress',
  published: 'good',
};

export function SittingState({ state }: { state: SittingStateName }) {
  const t = useT();
  return <StateTag tone={SITTING[state]} text={t(`states:sitting.${state}`)} />;
}

const PAYMENT: Readonly<Record<PaymentState, Tone>> = {
  created: 'neutral',
  pending: 'progress',
  succeeded: 'good',
  failed: 'bad',
  expired: 'warn',
};

export function PaymentTag({ state }: { state: PaymentState }) {
  const t = useT();
  return <StateTag tone={PAYMENT[state]} text={t(`states:payment.${state}`)} />;
}

const PROVIDERS = ['cash', 'stripe', 'fedapay', 'bank'] as const;

/** Who holds the money: the office's own counter, or a provider by its name. */
export function providerName(t: Translate, name: string): string {
  const known = PROVIDERS.find((one) => one === name) ?? 'other';
  return t(`states:provider.${known}`, { name });
}

const DOCUMENT: Readonly<Record<DocumentStatus, Tone>> = {
  valid: 'good',
  suspended: 'warn',
  revoked: 'bad',
  superseded: 'neutral',
};

export function DocumentTag({ state, status }: { state: 'pending' | 'issued'; status: DocumentStatus }) {
  const t = useT();
  if (state === 'pending') return <StateTag tone="progress" text={t('states:document.pending')} />;
  return <StateTag tone={DOCUMENT[status]} text={t(`states:document.${status}`)} />;
}

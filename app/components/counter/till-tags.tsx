import { StateTag, type Tone } from '#app/components/state-tag.tsx';
import type { InvoiceState, TillState, WaiverState } from '#app/domain/fees/states.ts';
import { useT } from '#app/i18n/use-t.tsx';

const TILL: Readonly<Record<TillState, Tone>> = { open: 'progress', closed: 'warn', reconciled: 'good' };
const INVOICE: Readonly<Record<InvoiceState, Tone>> = {
  open: 'progress',
  paid: 'good',
  cancelled: 'neutral',
};
const WAIVER: Readonly<Record<WaiverState, Tone>> = { requested: 'warn', granted: 'good', refused: 'bad' };

export function TillTag({ state }: { state: TillState }) {
  const t = useT();
  return <StateTag tone={TILL[state]} text={t(`counter:tillState.${state}`)} />;
}

/** Of a candidate's invoice or a school's. */
export function BillTag({ state }: { state: InvoiceState }) {
  const t = useT();
  return <StateTag tone={INVOICE[state]} text={t(`counter:billState.${state}`)} />;
}

export function WaiverTag({ state }: { state: WaiverState }) {
  const t = useT();
  return <StateTag tone={WAIVER[state]} text={t(`counter:waiverState.${state}`)} />;
}

import { StateTag, type Tone } from '#app/components/state-tag.tsx';
import type { ClaimState } from '#app/domain/deliberation/round-states.ts';
import { useT } from '#app/i18n/use-t.tsx';

const TONES: Readonly<Record<ClaimState, Tone>> = {
  filed: 'progress',
  accepted: 'good',
  rejected: 'bad',
  decided: 'neutral',
};

export function ClaimTag({ state }: { state: ClaimState }) {
  const t = useT();
  return <StateTag tone={TONES[state]} text={t(`rounds:office.tag.${state}`)} />;
}

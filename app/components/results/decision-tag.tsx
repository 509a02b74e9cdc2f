import type { Decision } from '#app/domain/regulation/schema.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { StateTag, type Tone } from '../state-tag.tsx';

const TONES: Readonly<Record<Decision, Tone>> = {
  passed: 'good',
  secondGroup: 'progress',
  failed: 'neutral',
  reserved: 'warn',
  excluded: 'bad',
};

export function DecisionTag({ decision, byJury = false }: { decision: Decision; byJury?: boolean }) {
  const t = useT();
  const word = t(`states:decision.${decision}`);
  return (
    <StateTag tone={TONES[decision]} text={byJury ? t('marking:jury.byJury', { decision: word }) : word} />
  );
}

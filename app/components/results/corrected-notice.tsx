import type { Correction } from '#app/http/results/tell-result.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { Notice } from '../notice.tsx';

/** Says that what is read is a correction, since when, and why; nothing of a first version. */
export function CorrectedNotice({ corrected }: { corrected: Correction | null }) {
  const t = useT();
  return corrected ? <Notice tone="warn">{t('results:sitting.corrected', corrected)}</Notice> : null;
}

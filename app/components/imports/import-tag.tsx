import { StateTag, type Tone } from '#app/components/state-tag.tsx';
import type { ImportState } from '#app/domain/registration/import/states.ts';
import { useT } from '#app/i18n/use-t.tsx';

const TONES: Readonly<Record<ImportState, Tone>> = {
  uploaded: 'warn',
  checking: 'progress',
  checked: 'warn',
  committing: 'progress',
  committed: 'good',
  cancelled: 'neutral',
  failed: 'bad',
};

export function ImportTag({ state }: { state: ImportState }) {
  const t = useT();
  return <StateTag tone={TONES[state]} text={t(`imports:states.${state}`)} />;
}

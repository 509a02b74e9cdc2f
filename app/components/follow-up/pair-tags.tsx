import { StateTag, type Tone } from '#app/components/state-tag.tsx';
import type { Likeness } from '#app/domain/followup/compare-files.ts';
import { LIKENESSES } from '#app/domain/registration/import/same-person.ts';
import { useT } from '#app/i18n/use-t.tsx';
import type { PairState } from '#app/queries/followup/list-duplicates.server.ts';

const PAIR: Readonly<Record<PairState, Tone>> = { open: 'progress', same: 'bad', different: 'good' };

export function PairTag({ state }: { state: PairState }) {
  const t = useT();
  return <StateTag tone={PAIR[state]} text={t(`followUp:duplicates.state.${state}`)} />;
}

const AGREEMENT: Readonly<Record<Likeness, Tone>> = {
  same: 'good',
  alike: 'progress',
  different: 'warn',
  unknown: 'neutral',
};

/** Whether two files say the same of one thing: a word and a shape. */
export function AgreementTag({ likeness }: { likeness: Likeness }) {
  const t = useT();
  return <StateTag tone={AGREEMENT[likeness]} text={t(`followUp:duplicates.agreement.${likeness}`)} />;
}

/** Why a pair was found. */
export function LikenessList({ reasons }: { reasons: readonly string[] }) {
  const t = useT();
  return (
    <ul>
      {LIKENESSES.filter((one) => reasons.includes(one)).map((one) => (
        <li key={one}>{t(`followUp:duplicates.reason.${one}`)}</li>
      ))}
    </ul>
  );
}

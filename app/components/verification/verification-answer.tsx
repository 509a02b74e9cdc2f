import { type AnswerWords, wordsOf } from '#app/domain/verification/answer-words.ts';
import type { ShownCheck } from '#app/domain/verification/shown-document.ts';
import { PATHS } from '#app/http/paths.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { MustSay } from './must-say.tsx';
import { slotMarks, slotted } from './slotted.tsx';

type Props = {
  /** `null` when the office could not be asked. */
  readonly check: ShownCheck | null;
  /** In place of what the verdict alone would say. */
  readonly words?: AnswerWords;
  /** The one host whose pages answer for the office. */
  readonly officialHost: string;
};

/** The whole answer: the word, what the document must say, and how to be sure of this page. */
export function VerificationAnswer({ check, words, officialHost }: Props) {
  const format = useFormat();
  const said = words ?? (check ? wordsOf(check) : 'unavailable');
  const asOf = check?.statusAsOf ?? null;
  const values = {
    host: check?.foreignHost ?? '',
    official: officialHost,
    date: asOf === null ? '' : format.date(new Date(asOf * 1000)),
  };
  const shown = check?.document;
  return (
    <>
      {/* A script that finds a worse answer replaces what is in here. */}
      <div id="answer" aria-live="polite">
        <AnswerPanel words={said} values={values} />
        {check && shown ? <MustSay check={check} shown={shown} /> : null}
      </div>
      <HowToBeSure officialHost={officialHost} />
    </>
  );
}

type SureProps = { readonly officialHost: string; readonly onForm?: boolean };

export function HowToBeSure({ officialHost, onForm = false }: SureProps) {
  const t = useT();
  return (
    <section aria-labelledby="be-sure">
      <h2 id="be-sure">{t('verify:sure.title')}</h2>
      <ul>
        <li>{slotted(t('verify:sure.host', slotMarks), { official: officialHost })}</li>
        <li>{t('verify:sure.code')}</li>
        <li>{t('verify:sure.free')}</li>
      </ul>
      {onForm ? null : (
        <p>
          <a href={PATHS.verify}>{t('verify:another')}</a>
        </p>
      )}
    </section>
  );
}

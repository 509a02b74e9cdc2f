import { DOCUMENT_KINDS } from '#app/domain/documents/kinds.ts';
import { ANSWER_WORDS, type AnswerWords } from '#app/domain/verification/answer-words.ts';
import { HONOURS } from '#app/domain/verification/document-claims.ts';
import type { ShownCheck } from '#app/domain/verification/shown-document.ts';
import { useReaderLocale, useT } from '#app/i18n/use-t.tsx';
import { Notice } from '../notice.tsx';
import { SummaryList } from '../summary-list.tsx';
import { Shape } from '../symbol.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { LABELS } from './must-say.tsx';

/** Answers that only the office gives: a device never has them. */
const OFFICE_ONLY: readonly AnswerWords[] = [
  'notOurs',
  'foreign',
  'fileUnsigned',
  'fileForged',
  'noCode',
  'several',
  'unavailable',
];

type Props = {
  /** What the server answered; `null` where the device answers alone. */
  readonly check: ShownCheck | null;
  readonly officialHost: string;
  readonly scripts: { readonly start: string; readonly check: string };
  readonly nonce: string;
};

/**
 * What the page's script needs to check the fragment of the address by itself: the server's answer to compare with, and
 * the words of every answer. It holds no word of its own, so that it speaks the page's language.
 */
export function DeviceWords({ check, officialHost, scripts, nonce }: Props) {
  const t = useT();
  const language = useReaderLocale();
  const facts = { check, officialHost, language, script: scripts.check };
  const answers = ANSWER_WORDS.filter((words) => !OFFICE_ONLY.includes(words));
  return (
    <>
      <div id="device" data-facts={JSON.stringify(facts)} aria-live="polite" />
      {answers.map((words) => (
        <template key={words} data-words={words}>
          <AnswerPanel words={words} values={{ official: officialHost }} />
        </template>
      ))}
      <template data-part="agrees">
        <p className="checked" role="status">
          <Shape name="good" /> {t('verify:device.agrees')}
        </p>
      </template>
      <template data-part="unchecked">
        <p className="checked" role="status">
          {t('verify:device.unchecked')}
        </p>
      </template>
      {(['differs', 'differsFields', 'otherRoot'] as const).map((part) => (
        <template key={part} data-part={part}>
          <Notice tone="bad" title={t(`verify:device.${part}`)} live />
        </template>
      ))}
      <FactsTemplate />
      <script type="module" nonce={nonce} src={scripts.start} />
    </>
  );
}

function FactsTemplate() {
  const t = useT();
  const rows = Object.entries(LABELS).map(([field, key]) => ({ field, label: t(key), value: '' }));
  return (
    <template data-part="facts">
      <section className="facts">
        <h2 data-kind="inForce">{t('verify:compare.title')}</h2>
        <h2 data-kind="ended">{t('verify:compare.titleEnded')}</h2>
        <p data-kind="inForce">{t('verify:compare.lead')}</p>
        <SummaryList answers={rows} />
        <ul hidden>
          {DOCUMENT_KINDS.map((kind) => (
            <li key={kind} data-word={kind}>
              {t(`documents:kind.${kind}`)}
            </li>
          ))}
          {HONOURS.map((honours) => (
            <li key={honours} data-word={honours}>
              {t(`documents:honours.${honours}`)}
            </li>
          ))}
        </ul>
      </section>
    </template>
  );
}

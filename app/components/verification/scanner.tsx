import { useFormat, useReaderLocale, useT } from '#app/i18n/use-t.tsx';
import { AnswerPanel } from './answer-panel.tsx';
import { slotMarks, slotted } from './slotted.tsx';

/** What is kept for use without a network, as measured: scripts, pages, and the reader where the browser has none. */
const KEPT_BYTES = 480 * 1024;

type Props = {
  readonly officialHost: string;
  readonly nonce: string;
  readonly start: string;
  readonly scripts: {
    readonly scan: string;
    readonly keep: string;
    readonly wasm: string;
    readonly worker: string;
  };
};

/** The camera, shown by a script where there is one; without it this is nothing. Its texts are the page's own. */
export function Scanner({ officialHost, nonce, start, scripts }: Props) {
  const t = useT();
  const language = useReaderLocale();
  return (
    <div id="scanner" data-facts={JSON.stringify({ officialHost, language, scripts })}>
      <div id="refused" tabIndex={-1} aria-live="assertive" />
      <div data-scripted="scan" hidden>
        <p className="actions">
          <button className="button" type="button" data-act="scan">
            {t('verify:scan.open')}
          </button>
        </p>
        <div data-part="view" className="camera" hidden>
          <p>{t('verify:scan.lead')}</p>
          <video playsInline muted aria-label={t('verify:scan.video')} />
          <p className="actions">
            <button className="button second" type="button" data-act="stop">
              {t('verify:scan.stop')}
            </button>
          </p>
        </div>
      </div>
      <div role="status">
        {(['denied', 'failed', 'pictureNone', 'pictureFailed'] as const).map((part) => (
          <p key={part} className="notice warn" data-say={part} hidden>
            {t(`verify:scan.${part}`)}
          </p>
        ))}
      </div>
      {(['foreign', 'several', 'unreadable'] as const).map((words) => (
        <template key={words} data-words={words}>
          <AnswerPanel words={words} values={{ official: officialHost }} level={2} />
        </template>
      ))}
      <script type="module" nonce={nonce} src={start} />
    </div>
  );
}

/** Offers, by a script, to answer without a network. Nothing is kept before somebody asks for it. */
export function KeepOffline() {
  const t = useT();
  const format = useFormat();
  return (
    <section data-scripted="keep" hidden aria-labelledby="keep">
      <h2 id="keep">{t('verify:app.title')}</h2>
      <div role="status">
        <p data-state="working" hidden>
          {t('verify:app.working')}
        </p>
        <p className="notice warn" data-state="failed" hidden>
          {t('verify:app.failed')}
        </p>
      </div>
      <div data-state="offer">
        <p>{slotted(t('verify:app.lead', slotMarks), { size: format.bytes(KEPT_BYTES) })}</p>
        <button className="button second" type="button" data-act="keep">
          {t('verify:app.keep')}
        </button>
      </div>
      <div data-state="ready" hidden>
        <p>
          <b>{slotted(t('verify:app.ready', slotMarks))}</b> {t('verify:app.readyLead')}
        </p>
        <button className="button second" type="button" data-act="update">
          {t('verify:app.update')}
        </button>
      </div>
    </section>
  );
}

import { SubmitButton } from '#app/components/buttons.tsx';
import { useT } from '#app/i18n/use-t.tsx';

/** Asks for the books of a period as a file. @param today `YYYY-MM-DD` where the office is. */
export function LedgerExport({ today }: { today: string }) {
  const t = useT();
  const monthStart = `${today.slice(0, 8)}01`;
  return (
    <section className="no-print">
      <h2>{t('counter:export.title')}</h2>
      <p>{t('counter:export.text')}</p>
      <form method="get" action="/bureau/caisse/ecritures.csv" className="filter">
        {(['du', 'au'] as const).map((name) => (
          <div className="field" key={name}>
            <label htmlFor={name}>{t(`counter:export.${name}`)}</label>
            <div className="control">
              <input id={name} name={name} type="date" defaultValue={name === 'du' ? monthStart : today} />
            </div>
          </div>
        ))}
        <SubmitButton kind="second" text={t('counter:export.submit')} />
      </form>
    </section>
  );
}

import { StateTag } from '#app/components/state-tag.tsx';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { EntryRead } from './entry-answers.tsx';

/** The papers of the file: which came, which are still to come. */
export function EntryPapers({ entry: { id, papers } }: { entry: EntryRead }) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  if (papers.length === 0) return null;
  return (
    <section>
      <h2>{t('entries:papers.short')}</h2>
      <ul className="papers">
        {papers.map(({ code, label, neededFor, given }) => (
          <li key={code}>
            {given === null ? (
              <p>
                {label[locale]}{' '}
                <StateTag
                  tone={neededFor === 'validation' ? 'warn' : 'bad'}
                  text={t('entries:papers.absent')}
                />
              </p>
            ) : (
              <a href={`/bureau/dossiers/${id}/pieces/${given.id}`} download>
                {label[locale]}{' '}
                <small className="num">
                  {given.contentType === 'application/pdf' ? 'PDF' : 'JPEG'} · {format.bytes(given.bytes)} ·{' '}
                  {format.date(given.at)} · {t(`entries:papers.scan.${given.scan}`)}
                </small>
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

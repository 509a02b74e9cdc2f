import type { Regulation } from '#app/domain/regulation/schema.ts';
import { tellRegulation } from '#app/i18n/tell-regulation.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';

/** Every rule of a regulation but its coefficients, as sentences, with its source and what to know of it. */
export function RegulationWords({ regulation }: { regulation: Regulation }) {
  const t = useT();
  const locale = useLocale();
  const { source, notes = [] } = regulation;
  return (
    <>
      {tellRegulation(regulation, locale).map(({ heading, sentences }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
      {source ? (
        <section>
          <h2>{t('regulations:source')}</h2>
          <p>{source[locale]}</p>
        </section>
      ) : null}
      {notes.length > 0 ? (
        <section>
          <h2>{t('regulations:notes')}</h2>
          <ul>
            {notes.map((note) => (
              <li key={note.fr}>{note[locale]}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { ImportTarget } from '#app/queries/imports/list-imports.server.ts';

const FORMATS = ['csv', 'xlsx'] as const;

/** A sheet to fill in for each sitting, in both formats. */
export function ModelLinks({ targets }: { targets: readonly ImportTarget[] }) {
  const t = useT();
  const locale = useLocale();
  const sittings = new Map(targets.map(({ sittingId, sittingName }) => [sittingId, sittingName[locale]]));
  return (
    <section aria-labelledby="model">
      <h2 id="model">{t('imports:new.example')}</h2>
      <p>{t('imports:new.exampleText')}</p>
      <ul>
        {[...sittings].flatMap(([id, sitting]) =>
          FORMATS.map((format) => (
            <li key={`${id}-${format}`}>
              <a href={`/ecole/imports/modele/${id}/${format}`} download>
                {t('imports:new.exampleOf', { format: format.toUpperCase(), sitting })}
              </a>
            </li>
          )),
        )}
      </ul>
    </section>
  );
}

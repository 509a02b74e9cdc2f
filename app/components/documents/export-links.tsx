import type { DocumentExport } from '#app/domain/exports/formats.ts';
import { useT } from '#app/i18n/use-t.tsx';

/** The document for other systems. `base` is the address its formats are under. */
export function ExportLinks({ base, formats }: { base: string; formats: readonly DocumentExport[] }) {
  const t = useT();
  if (formats.length === 0) return null;
  return (
    <section aria-labelledby="exports">
      <h2 id="exports">{t('documentLife:exports.title')}</h2>
      <p>{t('documentLife:exports.lead')}</p>
      <ul className="papers">
        {formats.map(({ file, name }) => (
          <li key={file}>
            <a href={`${base}/${file}`} download>
              {t(`documentLife:exports.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

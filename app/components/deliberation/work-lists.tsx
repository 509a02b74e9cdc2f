import type { Work } from '#app/domain/deliberation/dossier-lists.ts';
import { BAND_WIDTHS, type BandWidth, type NearBand } from '#app/domain/deliberation/near-bands.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { bandName, bandRange } from './band-name.ts';

export type CountedBand = NearBand & { readonly inside: number; readonly decided: number };

type Props = {
  readonly here: string;
  readonly reserved: Work;
  readonly fraud: Work;
  readonly bands: readonly CountedBand[];
  readonly width: BandWidth;
  readonly lower: boolean;
  readonly stages: readonly { readonly code: string; readonly name: Bilingual }[];
};

/** What waits for the jury: reserved cases, frauds, and who is just short of a threshold. */
export function WorkLists({ here, reserved, fraud, bands, width, lower, stages }: Props) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const left = ({ all, waiting }: Work) =>
    waiting === 0
      ? t('deliberation:leftNone', { all: format.number(all) })
      : t('deliberation:left', { count: waiting, all: format.number(all) });
  const stageOf = (code: string) =>
    stages.length > 1 ? [stages.find((stage) => stage.code === code)?.name[locale] ?? code] : [];
  return (
    <section aria-labelledby="work">
      <h2 id="work">{t('deliberation:work')}</h2>
      <ul className="waiting">
        <Line
          href={`${here}/dossiers?liste=reserved`}
          count={reserved.waiting}
          name={t('deliberation:workReserved')}
          text={left(reserved)}
        />
        <Line
          href={`${here}/dossiers?liste=fraud`}
          count={fraud.waiting}
          name={t('deliberation:workFraud')}
          text={left(fraud)}
        />
      </ul>
      <h2 id="bands">{t('deliberation:bands')}</h2>
      <p>
        {t('deliberation:bandsText')}{' '}
        {BAND_WIDTHS.map((one, order) => (
          <span key={one}>
            {order > 0 ? ' · ' : null}
            {one === width ? (
              <b>{format.number(Number(one))}</b>
            ) : (
              <a href={`${here}?largeur=${one}#bands`}>{format.number(Number(one))}</a>
            )}
          </span>
        ))}
      </p>
      <ul className="waiting">
        {bands.map((band) => (
          <Line
            key={band.id}
            href={`${here}/dossiers?bande=${band.id}&largeur=${width}`}
            count={band.inside}
            name={bandName(band, { t, locale })}
            text={[
              ...stageOf(band.stage),
              bandRange(band, lower, { t, locale }),
              ...(band.decided > 0
                ? [t('deliberation:decidedOf', { decided: band.decided, inside: band.inside })]
                : []),
            ].join(' · ')}
          />
        ))}
      </ul>
    </section>
  );
}

type LineProps = {
  readonly href: string;
  readonly count: number;
  readonly name: string;
  readonly text: string;
};

function Line({ href, count, name, text }: LineProps) {
  const format = useFormat();
  return (
    <li>
      <a href={href}>
        <b>{format.number(count)}</b>
        <span>
          {name}
          <br />
          <span className="small">{text}</span>
        </span>
      </a>
    </li>
  );
}

import { Shape } from '#app/components/symbol.tsx';
import { PATHS } from '#app/http/paths.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { title: 'public:home.title', description: 'public:home.description' };

const WAYS = ['register', 'results', 'verify'] as const;
const PROMISES = ['marks', 'result', 'document'] as const;

export default function Home() {
  const t = useT();
  return (
    <>
      <div className="home">
        <div>
          <h1>{t('public:home.heading')}</h1>
          <p className="lead">{t('public:home.lead')}</p>
        </div>
        <nav aria-label={t('public:home.ways')}>
          <ul className="ways">
            {WAYS.map((way) => (
              <li key={way}>
                <a className="way" href={PATHS[way]}>
                  <b>{t(`public:home.${way}.title`)}</b>
                  <span>{t(`public:home.${way}.text`)}</span>
                </a>
                {way === 'register' ? (
                  <a className="then" href={PATHS.signIn}>
                    {t('public:home.resume')}
                  </a>
                ) : null}
              </li>
            ))}
          </ul>
          <p>
            <a href={PATHS.signIn}>{t('public:home.staff')}</a>
          </p>
        </nav>
      </div>
      <section aria-label={t('public:home.how')}>
        <ul className="promises">
          {PROMISES.map((promise) => (
            <li key={promise}>
              <Shape name="good" />
              {t(`public:home.guarantee.${promise}`)}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

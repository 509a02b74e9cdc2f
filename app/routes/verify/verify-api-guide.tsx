import { useLoaderData } from '@remix-run/react';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { LOT_LIMITS } from '#app/domain/verification/lot.ts';
import type { AppLoadContext } from '#app/http/load-context.ts';
import { PATHS } from '#app/http/paths.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

export const handle: RouteHandle = { title: 'checks:api.title', description: 'checks:api.lead' };

export async function loader({ context }: { context: AppLoadContext }) {
  const { settings } = publicRoute({ context }, 'how anyone’s program may check documents');
  return { origin: settings.origin };
}

const EXAMPLE_TOKEN = 'k3V9_xq2TtN0aBcD';
const EXAMPLE = { number: 'RN-2026-BAC-000123', code: '7K3M-9QXA-2RT' };

export default function VerifyApiGuide() {
  const t = useT();
  const { origin } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={PATHS.verify} />
      <PageHeading title={t('checks:api.title')} lead={t('checks:api.lead')} />
      <OneDocument origin={origin} />
      <ManyDocuments origin={origin} />
      <h2>{t('checks:api.read')}</h2>
      <ul>
        <li>{t('checks:api.readValid')}</li>
        <li>{t('checks:api.readCompare')}</li>
        <li>{t('checks:api.readMissing')}</li>
        <li>{t('checks:api.readLimit')}</li>
      </ul>
      <p>
        <a href="/api/v1/openapi.json">{t('checks:api.openApi')}</a>
      </p>
      <LinkOnly origin={origin} />
    </>
  );
}

type Props = { readonly origin: string };

function OneDocument({ origin }: Props) {
  const t = useT();
  return (
    <section>
      <h2>{t('checks:api.one')}</h2>
      <p>{t('checks:api.oneToken')}</p>
      <Code text={`curl ${origin}/api/v1/verify/${EXAMPLE_TOKEN}`} />
      <p>{t('checks:api.oneQuestion')}</p>
      <Code
        text={`curl ${origin}/api/v1/verify \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(EXAMPLE)}'`}
      />
    </section>
  );
}

function ManyDocuments({ origin }: Props) {
  const t = useT();
  const format = useFormat();
  return (
    <section>
      <h2>{t('checks:api.many')}</h2>
      <p>
        {t('checks:api.manyText', { rows: format.number(LOT_LIMITS.rows) })}{' '}
        <a href="/verify/lot">{t('checks:api.manyPage')}</a>
      </p>
      <Code
        text={`curl ${origin}/api/v1/verify/bulk \\\n  -H 'Content-Type: text/csv' \\\n  --data-binary @documents.csv`}
      />
    </section>
  );
}

/** A frame or a widget would let any site look like the office: only a link leads here. */
function LinkOnly({ origin }: Props) {
  const t = useT();
  return (
    <section>
      <h2>{t('checks:api.link')}</h2>
      <p>{t('checks:api.linkText')}</p>
      <Code text={`<a href="${origin}${PATHS.verify}">${t('checks:api.linkLabel')}</a>`} />
    </section>
  );
}

function Code({ text }: { text: string }) {
  return (
    <pre className="code" dir="ltr">
      {text}
    </pre>
  );
}

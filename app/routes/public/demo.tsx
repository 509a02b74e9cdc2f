import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { notFound } from '#app/http/not-found.ts';
import { PATHS } from '#app/http/paths.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { findExampleDocument } from '#app/queries/public/find-example-document.server.ts';

export const handle: RouteHandle = { title: 'public:demo.title', noindex: true };

/** The way into the demonstration: accounts, fake mailbox, fake payments, a document to check. */
export async function loader({ context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'invented accounts, and a 404 outside the demonstration');
  const guide = ctx.settings.demoGuide;
  if (!guide) throw notFound();
  return { guide, example: await findExampleDocument(ctx.db) };
}

export default function Demo() {
  const t = useT();
  const { guide, example } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title={t('public:demo.title')} lead={t('public:demo.lead')} />
      <h2>{t('public:demo.accounts')}</h2>
      <p>{t('public:demo.password', { password: guide.password })}</p>
      <DataTable
        caption={t('public:demo.accounts')}
        captionHidden
        columns={[
          { key: 'email', header: t('public:demo.address'), cell: ({ email }) => email, heading: true },
          { key: 'label', header: t('public:demo.who'), cell: ({ label }) => label },
        ]}
        rows={[...guide.accounts]}
        rowKey={({ email }) => email}
      />
      <p>
        <LinkButton href={PATHS.signIn} text={t('public:demo.signIn')} />
      </p>
      <h2>{t('public:demo.fakes')}</h2>
      <ul>
        <li>
          <a href={guide.mailboxUrl}>{t('public:demo.mailbox')}</a>
        </li>
        <li>
          <a href={guide.paymentUrl}>{t('public:demo.payments')}</a>
        </li>
        <li>
          <a href={guide.mobileMoneyUrl}>{t('public:demo.mobileMoney')}</a>
        </li>
        <li>
          <a href="/demo/composants">{t('public:demo.components')}</a>
        </li>
      </ul>
      <h2>{t('public:demo.certificate')}</h2>
      {example ? (
        <p>
          <a href={`/v/${example.token}`}>{t('public:demo.openCertificate', { number: example.number })}</a>
        </p>
      ) : (
        <p>{t('public:demo.noCertificate')}</p>
      )}
    </>
  );
}

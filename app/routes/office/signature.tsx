import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Notice } from '#app/components/notice.tsx';
import { CertificateTable, KeyTable, ListTable } from '#app/components/office/signature-tables.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SIGNATURE_READERS } from '#app/domain/access/office.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { certificateWarning } from '#app/domain/documents/certificate-warning.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import {
  listOwnCertificates,
  listOwnKeys,
  listServedLists,
} from '#app/queries/office/load-signature-page.server.ts';

export const handle: RouteHandle = { title: 'signature:title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, SIGNATURE_READERS);
  const reach = reachOf(ctx.actor, ...SIGNATURE_READERS);
  const at = { now: ctx.clock(), demo: ctx.settings.demo };
  const certificates = await listOwnCertificates(ctx.db, reach, at.now);
  return {
    certificates,
    warned: certificates.flatMap((one) => {
      const warning = one.inUse ? certificateWarning(one, at) : undefined;
      return warning ? [{ id: one.id, warning, notAfter: one.notAfter }] : [];
    }),
    keys: await listOwnKeys(ctx.db, reach),
    lists: (await listServedLists(ctx.db)).map((list) => ({ ...list, late: list.nextUpdate <= at.now })),
  };
}

export default function Signature() {
  const t = useT();
  const format = useFormat();
  const { certificates, warned, keys, lists } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href="/bureau" text={t('office:home.title')} />
      <PageHeading title={t('signature:title')} lead={t('signature:lead')} />
      {warned.map(({ id, warning, notAfter }) => (
        <Notice key={id} tone="warn">
          {warning === 'ends'
            ? t('signature:ends', { on: format.date(notAfter) })
            : t('signature:selfMadeInUse')}
        </Notice>
      ))}
      <CertificateTable certificates={certificates} />
      <KeyTable keys={keys} />
      <ListTable lists={lists} />
    </>
  );
}

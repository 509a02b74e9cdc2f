import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { SittingTable } from '#app/components/office/sitting-table.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { holds } from '#app/domain/access/actor.ts';
import { SITTING_READERS } from '#app/domain/access/office.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { listSittings } from '#app/queries/office/load-sitting.server.ts';

export const handle: RouteHandle = { title: 'office:sittings.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, SITTING_READERS);
  return {
    sittings: await listSittings(ctx.db, reachOf(ctx.actor, ...SITTING_READERS)),
    canManage: holds(ctx.actor, 'sitting.manage'),
  };
}

export default function Sittings() {
  const t = useT();
  const { sittings, canManage } = useLoaderData<typeof loader>();
  const add = canManage ? (
    <LinkButton href="/bureau/sessions/nouvelle" text={t('office:sittings.new')} />
  ) : null;
  return (
    <>
      <PageHeading title={t('office:sittings.title')} actions={add} />
      <SittingTable sittings={sittings} />
    </>
  );
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { bundleName } from '#app/components/marking/bundle-name.ts';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { MOVEMENT_KINDS } from '#app/domain/marking/movements.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadMyPacket } from '#app/queries/marker/load-my-packet.server.ts';
import { signBundle } from '#app/services/marking/sign-bundle.server.ts';

export const handle: RouteHandle = { title: 'scripts:mine.packet' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const packet = orNotFound(await loadMyPacket(ctx.db, ctx.actor, idParam(args.params.bundleId)));
  const done = new URL(args.request.url).searchParams.has('fait');
  return { packet, done, name: ctx.actor.label };
}

const form = z.object({
  kind: z.enum(MOVEMENT_KINDS),
  scripts: z.coerce.number().int().min(0).max(10_000),
  signedAs: z.string().max(120),
  note: z.string().max(300).optional(),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const packet = orNotFound(await loadMyPacket(ctx.db, ctx.actor, idParam(args.params.bundleId)));
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  // For oneself, even by somebody who also works at the desk.
  const answer = await signBundle(ctx, { bundleId: packet.id, markerId: ctx.actor.id, ...parsed.value });
  if (answer.ok) return redirect(`/correction/${packet.id}/paquet?fait=1`);
  if (answer.reason === 'bundle.notFound') throw notFound();
  const fields: Readonly<Record<string, string>> = {
    'movement.countDiffers': 'scripts',
    'movement.signatureMissing': 'signedAs',
  };
  return formProblem(formError(formData, { [fields[answer.reason] ?? '']: reasonMessage(answer) }));
}

export default function SignPacket() {
  const t = useT();
  const locale = useLocale();
  const { packet, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const bundle = bundleName(t, { ...packet, paper: packet.paper[locale] });
  return (
    <>
      <BackLink href="/correction" text={t('marking:mine.title')} />
      <ErrorSummary problem={problem} />
      <PageHeading
        title={t('scripts:mine.packetTitle', { bundle })}
        lead={t(`scripts:mine.where.${packet.where}`)}
      />
      {done && !problem ? (
        <Notice tone="good" live>
          {t('scripts:mine.signed')}
        </Notice>
      ) : null}
      {packet.where === 'mine' ? <Sign kind="return" /> : null}
      {packet.where === 'office' && packet.state === 'handedOut' ? <Sign kind="handOut" /> : null}
      <History />
    </>
  );
}

function Sign({ kind }: { kind: (typeof MOVEMENT_KINDS)[number] }) {
  const t = useT();
  const { packet, name } = useLoaderData<typeof loader>();
  const field = fieldsOf(useActionData<typeof action>(), { signedAs: name });
  return (
    <form method="post">
      <TextField
        {...field('scripts')}
        label={t('scripts:mine.count')}
        hint={t('scripts:mine.countHint', { scripts: packet.scripts })}
        inputMode="numeric"
        width={4}
      />
      <TextField {...field('signedAs')} label={t('scripts:mine.name')} maxLength={120} />
      <TextField
        {...field('note')}
        label={t('scripts:bundle.noteLabel')}
        hint={t('scripts:bundle.noteHint')}
        maxLength={300}
        optional
      />
      <SubmitButton
        text={t(kind === 'handOut' ? 'scripts:mine.take' : 'scripts:mine.back')}
        name="kind"
        value={kind}
      />
    </form>
  );
}

function History() {
  const t = useT();
  const format = useFormat();
  const { packet } = useLoaderData<typeof loader>();
  if (packet.movements.length === 0) return null;
  return (
    <DataTable
      caption={t('scripts:mine.history')}
      rows={packet.movements}
      rowKey={({ id }) => id}
      columns={[
        { key: 'at', header: t('scripts:bundle.when'), heading: true, cell: ({ at }) => format.dateTime(at) },
        {
          key: 'kind',
          header: t('scripts:bundle.what'),
          cell: ({ kind }) => t(`scripts:bundle.kind.${kind}`),
        },
        { key: 'count', header: t('scripts:bundle.counted'), align: 'end', cell: ({ scripts }) => scripts },
        { key: 'name', header: t('scripts:bundle.signedAs'), cell: ({ signedAs }) => signedAs },
        { key: 'note', header: t('scripts:bundle.note'), cell: ({ note }) => note },
      ]}
    />
  );
}

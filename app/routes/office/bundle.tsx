import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { bundleName } from '#app/components/marking/bundle-name.ts';
import { PacketForm } from '#app/components/marking/packet-forms.tsx';
import { PacketTable } from '#app/components/marking/packet-table.tsx';
import { ReopeningPart } from '#app/components/marking/reopening-part.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadBundlePage } from '#app/queries/office/load-bundle-page.server.ts';
import { decideReopening } from '#app/services/marking/decide-reopening.server.ts';
import { requestReopening } from '#app/services/marking/request-reopening.server.ts';
import { signBundle } from '#app/services/marking/sign-bundle.server.ts';

export const handle: RouteHandle = { title: 'scripts:bundle.handle' };

const DONE = ['signed', 'asked', 'decided'] as const;

async function pageOf(ctx: SignedIn, params: LoaderFunctionArgs['params']) {
  const page = orNotFound(await loadBundlePage(ctx.db, idParam(params.sittingId), idParam(params.bundleId)));
  if (!authorise(ctx.actor, 'bundle.manage', page).ok) throw notFound();
  return page;
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const page = await pageOf(ctx, args.params);
  return {
    page,
    me: ctx.actor.id,
    done: wordOf(new URL(args.request.url).searchParams, 'fait', DONE) ?? null,
  };
}

const signing = {
  markerId: z.uuid(),
  scripts: z.coerce.number().int().min(0).max(10_000),
  signedAs: z.string().max(120),
  note: z.string().max(300).optional(),
};
const form = z.discriminatedUnion('do', [
  z.object({ do: z.literal('handOut'), ...signing }),
  z.object({ do: z.literal('return'), ...signing }),
  z.object({ do: z.literal('ask'), reason: z.string().max(300) }),
  z.object({ do: z.literal('reopen'), reopeningId: z.uuid() }),
  z.object({ do: z.literal('refuse'), reopeningId: z.uuid() }),
]);

/** Beside which field a refusal is told. */
const FIELDS: Readonly<Record<string, string>> = {
  'movement.signatureMissing': 'signedAs',
  'movement.countDiffers': 'scripts',
  'reopening.reasonMissing': 'reason',
};

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const { id: bundleId, sitting } = await pageOf(ctx, args.params);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const command = parsed.value;
  const done = (what: (typeof DONE)[number]) =>
    redirect(`/bureau/sessions/${sitting.id}/lots/${bundleId}?fait=${what}`);
  const answer = await carryOut(ctx, bundleId, command);
  if (!answer.ok) {
    if (answer.reason === 'bundle.notFound' || answer.reason === 'reopening.notFound') throw notFound();
    return formProblem(formError(formData, { [FIELDS[answer.reason] ?? '']: reasonMessage(answer) }));
  }
  if (command.do === 'ask') return done('asked');
  return done(command.do === 'reopen' || command.do === 'refuse' ? 'decided' : 'signed');
}

function carryOut(ctx: SignedIn, bundleId: string, command: z.output<typeof form>) {
  switch (command.do) {
    case 'ask':
      return requestReopening(ctx, { bundleId, reason: command.reason });
    case 'reopen':
    case 'refuse':
      return decideReopening(ctx, { reopeningId: command.reopeningId, decision: command.do });
    default: {
      const { do: kind, ...line } = command;
      return signBundle(ctx, { bundleId, kind, ...line });
    }
  }
}

export default function Bundle() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { page, me, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const name = bundleName(t, { ...page, paper: page.paper[locale] });
  const here = `/bureau/sessions/${page.sitting.id}/lots`;
  const holder = page.holder
    ? t('scripts:bundle.withSomebody', { name: page.holder.signedAs })
    : t('scripts:bundle.withNobody');
  return (
    <>
      <BackLink href={here} text={t('marking:office.title')} />
      <ErrorSummary problem={problem} />
      <PageHeading
        eyebrow={page.sitting.name[locale]}
        title={name}
        actions={
          <LinkButton
            kind="second"
            href={`${here}/${page.id}/bordereau.pdf`}
            text={t('scripts:bundle.slip')}
            download
          />
        }
      />
      {done && !problem ? (
        <Notice tone="good" live>
          {t(`scripts:bundle.done.${done}`)}
        </Notice>
      ) : null}
      <SummaryList
        answers={[
          { label: t('marking:office.state'), value: t(`marking:bundleState.${page.state}`) },
          {
            label: t('marking:office.scripts'),
            value: t('scripts:bundle.scripts', {
              count: page.scripts,
              formatted: format.number(page.scripts),
            }),
          },
          {
            label: t('marking:office.markers'),
            value: page.markers.map((one) => one.name).join(', ') || '–',
          },
          { label: t('scripts:bundle.where'), value: holder },
        ]}
      />
      <PacketTable movements={page.movements} scripts={page.scripts} />
      <PacketForm page={page} problem={problem} />
      <ReopeningPart page={page} me={me} problem={problem} />
    </>
  );
}

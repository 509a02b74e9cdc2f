import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { DossierPanel } from '#app/components/deliberation/dossier-panel.tsx';
import { DossierTable } from '#app/components/deliberation/dossier-table.tsx';
import { JuryPanel } from '#app/components/deliberation/jury-panel.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { quorumOf } from '#app/domain/deliberation/can-seal.ts';
import { DOSSIER_LISTS } from '#app/domain/deliberation/dossier-lists.ts';
import { JURY_DECISION_KINDS } from '#app/domain/deliberation/jury-decision.ts';
import { DECISIONS } from '#app/domain/regulation/schema.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { pageOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  countDossiers,
  type DeliberationHead,
  findDeliberation,
  listDossiers,
  listMembers,
} from '#app/queries/jury/load-deliberation-page.server.ts';
import { loadDossier } from '#app/queries/jury/load-dossier.server.ts';
import { joinDeliberation } from '#app/services/deliberation/join-deliberation.server.ts';
import { recordJuryDecision } from '#app/services/deliberation/record-jury-decision.server.ts';
import { sealDeliberation } from '#app/services/deliberation/seal-deliberation.server.ts';

export const handle: RouteHandle = { title: 'marking:jury.open' };

const DONE = ['opened', 'joined', 'recorded', 'sealedNow'] as const;
const CODE = /^[0-9A-Z]{8}$/;

async function headOf(ctx: SignedIn, text: string | undefined): Promise<DeliberationHead> {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw notFound();
  const head = orNotFound(await findDeliberation(ctx.db, id.data));
  if (!authorise(ctx.actor, 'deliberation.conduct', head).ok) throw notFound();
  return head;
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const head = await headOf(ctx, args.params.deliberationId);
  const { searchParams } = new URL(args.request.url);
  const counts = await countDossiers(ctx.db, head.id);
  const list =
    DOSSIER_LISTS.find((one) => one === searchParams.get('liste')) ??
    DOSSIER_LISTS.find((one) => counts[one] > 0) ??
    'near';
  const page = pageOf(searchParams);
  const code = searchParams.get('dossier');
  const members = await listMembers(ctx.db, head);
  const present = members.filter((member) => member.present).map(({ id }) => id);
  const jury = { appointed: members.map(({ id }) => id), president: '', present };
  return {
    head,
    members,
    quorum: quorumOf(jury),
    me: ctx.actor.id,
    maySeal: authorise(ctx.actor, 'deliberation.seal', head).ok,
    counts,
    list,
    page,
    lines: await listDossiers(ctx.db, head.id, { list, page }),
    dossier: code !== null && CODE.test(code) ? orNotFound(await loadDossier(ctx.db, head.id, code)) : null,
    done: DONE.find((one) => one === searchParams.get('fait')) ?? null,
  };
}

const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('join') }),
  z.object({ do: z.literal('seal'), sure: z.literal('yes', { error: message('marking:jury.sealMissing') }) }),
  z.object({
    do: z.literal('record'),
    dossier: z.string().regex(CODE),
    choice: z.templateLiteral([z.enum(JURY_DECISION_KINDS), '.', z.enum(DECISIONS)]),
    reason: z.string().trim().max(1000).default(''),
    member: z.array(z.uuid()).default([]),
  }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const { id: deliberationId } = await headOf(ctx, args.params.deliberationId);
  const formData = await args.request.formData();
  const form = parseForm(commandSchema, formData);
  if (!form.ok) return formProblem(form);
  const here = `/jury/${deliberationId}`;
  const refused = (answer: Parameters<typeof reasonMessage>[0], field = '') => {
    if (answer.reason === 'deliberation.notFound' || answer.reason === 'dossier.notFound') throw notFound();
    return formProblem(formError(formData, { [field]: reasonMessage(answer) }));
  };
  switch (form.value.do) {
    case 'join': {
      const answer = await joinDeliberation(ctx, { deliberationId });
      return answer.ok ? redirect(`${here}?fait=joined`) : refused(answer);
    }
    case 'seal': {
      const answer = await sealDeliberation(ctx, { deliberationId });
      return answer.ok ? redirect(`${here}?fait=sealedNow`) : refused(answer, 'sure');
    }
    case 'record': {
      const { dossier, choice, reason, member } = form.value;
      const [kind, decision] = choiceOf(choice);
      const command = { deliberationId, dossier, kind, decision, reason, members: member };
      const answer = await recordJuryDecision(ctx, command);
      return answer.ok
        ? redirect(`${here}?dossier=${dossier}&fait=recorded`)
        : refused(answer, fieldOf(answer.reason));
    }
  }
}

function choiceOf(
  choice: string,
): readonly [(typeof JURY_DECISION_KINDS)[number], (typeof DECISIONS)[number]] {
  const [kind, decision] = choice.split('.');
  return [
    JURY_DECISION_KINDS.find((one) => one === kind) ?? 'settle',
    DECISIONS.find((one) => one === decision) ?? 'reserved',
  ];
}

/** Beside which field a refusal is told. */
function fieldOf(reason: string): string {
  if (reason === 'deliberation.reasonMissing') return 'reason';
  return /member|president/i.test(reason) ? 'member' : 'choice';
}

export default function Deliberation() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { head, dossier, done, list, counts, lines } = page;
  const here = `/jury/${head.id}`;
  return (
    <>
      <ErrorSummary problem={problem} order={['choice', 'reason', 'member', 'sure']} />
      <BackLink
        href={dossier ? here : '/jury'}
        text={t(dossier ? 'marking:jury.back' : 'marking:jury.mine')}
      />
      <PageHeading
        eyebrow={head.sitting[locale]}
        title={
          dossier
            ? t('marking:jury.dossier', { code: `${dossier.code.slice(0, 4)}-${dossier.code.slice(4)}` })
            : t('marking:jury.title', { name: head.jury.name })
        }
        lead={t('marking:jury.frozen', {
          date: format.dateTime(new Date(head.openedAt)),
          hash: head.snapshotHash.slice(0, 16),
        })}
      />
      {done && !problem ? (
        <Notice tone="good" live>
          {t(`marking:jury.${done}`)}
        </Notice>
      ) : null}
      {head.sealedAt ? (
        <Notice>{t('marking:jury.sealedOn', { date: format.dateTime(new Date(head.sealedAt)) })}</Notice>
      ) : null}
      {dossier ? (
        <DossierPanel
          dossier={dossier}
          members={page.members}
          open={head.state === 'open'}
          problem={problem}
        />
      ) : (
        <div className="columns">
          <DossierTable here={here} list={list} page={page.page} counts={counts} lines={lines} />
          <JuryPanel
            members={page.members}
            me={page.me}
            quorum={page.quorum}
            open={head.state === 'open'}
            maySeal={page.maySeal}
            problem={problem}
          />
        </div>
      )}
    </>
  );
}

import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { DeliberationHeading } from '#app/components/deliberation/deliberation-heading.tsx';
import { DossierPanel } from '#app/components/deliberation/dossier-panel.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { formatCode } from '#app/domain/anonymity/code.ts';
import { JURY_DECISION_KINDS } from '#app/domain/deliberation/jury-decision.ts';
import { DECISIONS } from '#app/domain/regulation/schema.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { deliberationHead } from '#app/http/jury/deliberation-head.server.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { listMembers, loadRegulationOf } from '#app/queries/jury/load-deliberation-page.server.ts';
import { loadDossier } from '#app/queries/jury/load-dossier.server.ts';
import { recordJuryDecision } from '#app/services/deliberation/record-jury-decision.server.ts';

export const handle: RouteHandle = { title: 'marking:jury.code' };

const CODE = /^[0-9A-Z]{8}$/;

function codeParam(text: string | undefined): string {
  if (text === undefined || !CODE.test(text)) throw notFound();
  return text;
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const head = await deliberationHead(ctx, args.params.deliberationId);
  const code = codeParam(args.params.code);
  const regulation = await loadRegulationOf(ctx.db, head);
  return {
    head,
    dossier: orNotFound(await loadDossier(ctx.db, { deliberationId: head.id, code, regulation })),
    members: await listMembers(ctx.db, head),
    fraud: regulation.states.fraud,
    recorded: new URL(args.request.url).searchParams.get('fait') === 'recorded',
  };
}

const choice = z.templateLiteral([z.enum(JURY_DECISION_KINDS), '.', z.enum(DECISIONS)]);
const decisionSchema = z.object({
  choice,
  seen: z.coerce.number().int().min(0).max(100_000),
  reason: z.string().trim().max(1000).default(''),
  member: z.array(z.uuid()).default([]),
  paper: z.array(z.string().max(24)).default([]),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const { id: deliberationId } = await deliberationHead(ctx, args.params.deliberationId);
  const dossier = codeParam(args.params.code);
  const formData = await args.request.formData();
  const form = parseForm(decisionSchema, formData);
  if (!form.ok) return formProblem(form);
  const { choice: chosen, seen, reason, member: members, paper } = form.value;
  const [kind, decision] = choiceOf(chosen);
  const papers = kind === 'void' ? { papers: paper } : {};
  const answer = await recordJuryDecision(ctx, {
    ...{ deliberationId, dossier, kind, decision, reason, members, seen },
    ...papers,
  });
  if (answer.ok) return redirect(`/jury/${deliberationId}/dossiers/${dossier}?fait=recorded`);
  if (answer.reason === 'deliberation.notFound' || answer.reason === 'dossier.notFound') throw notFound();
  return formProblem(formError(formData, { [fieldOf(answer.reason)]: reasonMessage(answer) }));
}

function choiceOf(text: string): readonly [(typeof JURY_DECISION_KINDS)[number], (typeof DECISIONS)[number]] {
  const [kind, decision] = text.split('.');
  return [
    JURY_DECISION_KINDS.find((one) => one === kind) ?? 'settle',
    DECISIONS.find((one) => one === decision) ?? 'reserved',
  ];
}

/** Beside which field a refusal is told. */
function fieldOf(reason: string): string {
  if (/paper/i.test(reason)) return 'paper';
  if (/reason/i.test(reason)) return 'reason';
  return /member|president/i.test(reason) ? 'member' : 'choice';
}

export default function Dossier() {
  const t = useT();
  const { head, dossier, members, fraud, recorded } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} order={['choice', 'paper', 'reason', 'member']} />
      <DeliberationHeading
        head={head}
        title={t('marking:jury.dossier', { code: formatCode(dossier.code) })}
        back={{
          href: `/jury/${head.id}/dossiers?liste=${dossier.decision}`,
          text: t('marking:jury.back'),
        }}
        done={recorded && !problem ? t('marking:jury.recorded') : null}
      />
      <DossierPanel
        dossier={dossier}
        members={members}
        open={head.state === 'open'}
        fraud={fraud}
        problem={problem}
      />
    </>
  );
}

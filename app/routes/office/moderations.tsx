import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { ModerationPreview } from '#app/components/marking/moderation-preview.tsx';
import { ModerationTable } from '#app/components/marking/moderation-table.tsx';
import { PaperField } from '#app/components/marking/paper-filter.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { readShift } from '#app/domain/marking/moderate.ts';
import { decimalText } from '#app/domain/regulation/fraction.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { paperOf } from '#app/http/paper-round.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listModerations } from '#app/queries/office/list-moderations.server.ts';
import {
  listBundleNumbers,
  loadMarkedSitting,
  type MarkedPaper,
} from '#app/queries/office/load-marker-statistics.server.ts';
import { decideModeration } from '#app/services/marking/decide-moderation.server.ts';
import { previewModerationOf } from '#app/services/marking/preview-moderation.server.ts';
import { proposeModeration } from '#app/services/marking/propose-moderation.server.ts';

export const handle: RouteHandle = { title: 'scripts:moderation.title' };

const DONE = ['proposed', 'applied', 'refused'] as const;

async function sittingOf(ctx: SignedIn, sittingId: string | undefined) {
  const marked = orNotFound(await loadMarkedSitting(ctx.db, idParam(sittingId)));
  if (!authorise(ctx.actor, 'bundle.manage', marked).ok) throw notFound();
  return marked;
}

/** What a form or an address asks for: a paper, some bundles by their numbers, so many points. */
const target = z.object({
  epreuve: z.string().max(40).default(''),
  lots: z.string().max(300).default(''),
  points: z.string().max(12).default(''),
});
type Asked = z.output<typeof target>;

async function targetOf(ctx: SignedIn, sittingId: string, papers: readonly MarkedPaper[], asked: Asked) {
  const paper = paperOf(papers, asked.epreuve);
  const shift = readShift(asked.points);
  if (!paper) return undefined;
  const of = { sittingId, paperCode: paper.code, round: paper.round };
  const numbers = (asked.lots.match(/\d{1,6}/g) ?? []).map(Number);
  const bundles = numbers.length > 0 ? await listBundleNumbers(ctx.db, of) : [];
  const bundleIds = numbers.map((number) => bundles.find((one) => one.number === number)?.id ?? '');
  const known = !bundleIds.includes('');
  return { paper, known, of: { ...of, bundleIds: [...new Set(bundleIds)], shift: shift ?? 0 } };
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const { sitting, papers } = await sittingOf(ctx, args.params.sittingId);
  const { searchParams } = new URL(args.request.url);
  const parsed = target.safeParse(Object.fromEntries(searchParams));
  const asked = parsed.success ? parsed.data : target.parse({});
  const found = searchParams.has('points') ? await targetOf(ctx, sitting.id, papers, asked) : undefined;
  const answer = found?.known ? await previewModerationOf(ctx, found.of) : undefined;
  const shown = found && answer?.ok ? { ...answer.value, paper: found.paper } : null;
  const refusal = answer && !answer.ok ? reasonMessage(answer) : null;
  const unknown = found && !found.known ? reasonMessage({ reason: 'moderation.noBundle' }) : null;
  return {
    ...{ sitting, papers, asked, me: ctx.actor.id },
    lines: await listModerations(ctx.db, sitting.id),
    done: wordOf(searchParams, 'fait', DONE) ?? null,
    refusal: refusal ?? unknown,
    preview: shown && {
      paper: shown.paper.name,
      changed: shown.changes.length,
      marks: shown.marks,
      clipped: shown.clipped,
      meanBefore: decimalText(shown.meanBefore),
      meanAfter: decimalText(shown.meanAfter),
      bundles: found && found.of.bundleIds.length > 0 ? shown.bundles.join(', ') : null,
    },
  };
}

const form = z.discriminatedUnion('do', [
  z.object({ do: z.literal('propose'), reason: z.string().max(500), ...target.shape }),
  z.object({ do: z.literal('apply'), moderationId: z.uuid() }),
  z.object({ do: z.literal('refuse'), moderationId: z.uuid() }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const { sitting, papers } = await sittingOf(ctx, args.params.sittingId);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const command = parsed.value;
  const refused = (answer: Parameters<typeof reasonMessage>[0], field = '') =>
    formProblem(formError(formData, { [field]: reasonMessage(answer) }));
  const here = `/bureau/sessions/${sitting.id}/moderations`;
  if (command.do !== 'propose') {
    const { moderationId, do: decision } = command;
    const answer = await decideModeration(ctx, { moderationId, decision });
    if (answer.ok) return redirect(`${here}?fait=${decision === 'apply' ? 'applied' : 'refused'}`);
    if (answer.reason === 'moderation.notFound') throw notFound();
    return refused(answer);
  }
  const found = await targetOf(ctx, sitting.id, papers, command);
  if (!found?.known) return refused({ reason: 'moderation.noBundle' });
  const answer = await proposeModeration(ctx, { ...found.of, reason: command.reason });
  if (answer.ok) return redirect(`${here}?fait=proposed`);
  if (answer.reason === 'sitting.notFound') throw notFound();
  return refused(answer, answer.reason === 'moderation.reasonMissing' ? 'reason' : '');
}

export default function Moderations() {
  const t = useT();
  const locale = useLocale();
  const { sitting, papers, preview, asked, lines, me, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const decimals = (text: string) => (locale === 'en' ? text : text.replace('.', ','));
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}/lots`} text={t('marking:office.title')} />
      <ErrorSummary problem={problem} />
      <PageHeading
        eyebrow={sitting.name[locale]}
        title={t('scripts:moderation.title')}
        lead={t('scripts:moderation.lead')}
      />
      {done && !problem ? (
        <Notice tone="good" live>
          {t(`scripts:moderation.done.${done}`)}
        </Notice>
      ) : null}
      {papers.length > 0 ? <Ask /> : null}
      {preview ? (
        <ModerationPreview
          preview={{
            ...preview,
            paper: preview.paper[locale],
            meanBefore: decimals(preview.meanBefore),
            meanAfter: decimals(preview.meanAfter),
            bundles: preview.bundles ?? t('scripts:moderation.allBundles'),
          }}
          asked={asked}
          problem={problem}
        />
      ) : null}
      <ModerationTable lines={lines} papers={papers} me={me} />
    </>
  );
}

function Ask() {
  const t = useT();
  const { papers, asked, refusal } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="prepare">
      <h2 id="prepare">{t('scripts:moderation.prepare')}</h2>
      <FilterForm submit={t('scripts:moderation.preview')}>
        <PaperField papers={papers} chosen={paperOf(papers, asked.epreuve) ?? null} />
        <TextField
          name="lots"
          label={t('scripts:moderation.bundles')}
          hint={t('scripts:moderation.bundlesHint')}
          defaultValue={asked.lots}
          maxLength={300}
        />
        <TextField
          name="points"
          label={t('scripts:moderation.points')}
          hint={t('scripts:moderation.pointsHint')}
          defaultValue={asked.points}
          inputMode="decimal"
          width={4}
          {...(refusal ? { error: refusal } : {})}
        />
      </FilterForm>
    </section>
  );
}

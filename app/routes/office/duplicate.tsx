import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { DuplicateForm } from '#app/components/follow-up/duplicate-form.tsx';
import { FilesSideBySide } from '#app/components/follow-up/files-side-by-side.tsx';
import { LikenessList, PairTag } from '#app/components/follow-up/pair-tags.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { compareFiles } from '#app/domain/followup/compare-files.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadDuplicate } from '#app/queries/followup/load-duplicate.server.ts';
import { decideDuplicate } from '#app/services/duplicates/decide-duplicate.server.ts';

export const handle: RouteHandle = { title: 'followUp:duplicates.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.read');
  const reach = reachOf(ctx.actor, 'entry.read');
  const pair = orNotFound(await loadDuplicate(ctx.db, reach, idParam(args.params.pairId)));
  const mayEnd = (file: typeof pair.a) => authorise(ctx.actor, 'entry.review', file).ok;
  return {
    pair: { ...pair, agreement: compareFiles(pair.a, pair.b) },
    canDecide: pair.state === 'open' && (mayEnd(pair.a) || mayEnd(pair.b)),
    done: new URL(args.request.url).searchParams.get('fait') === 'oui',
  };
}

const form = z.object({
  decision: z.enum(['different', 'keepA', 'keepB']),
  note: z.string().max(600),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.review');
  const pairId = idParam(args.params.pairId);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  const pair = orNotFound(await loadDuplicate(ctx.db, reachOf(ctx.actor, 'entry.review'), pairId));
  if (!parsed.ok) return formProblem(parsed);
  const { decision, note } = parsed.value;
  const decided = await decideDuplicate(
    ctx,
    decision === 'different'
      ? { pairId, note, decision }
      : { pairId, note, decision: 'same', keep: decision === 'keepA' ? pair.a.id : pair.b.id },
  );
  if (decided.ok) return redirect(`/bureau/doublons/${pairId}?fait=oui`);
  if (decided.reason === 'duplicate.notFound') throw notFound();
  const field = { 'duplicate.noteMissing': 'note', 'duplicate.keepMissing': 'decision' }[
    String(decided.reason)
  ];
  const refused =
    decided.reason === 'state.refused' ? message('reasons:state.refused') : reasonMessage(decided);
  return formProblem(formError(formData, { [field ?? '']: refused }));
}

export default function Duplicate() {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const { pair, canDecide, done } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const gone = [pair.a, pair.b].find(({ state }) => state === 'rejected' || state === 'withdrawn');
  return (
    <>
      <BackLink href="/bureau/doublons" text={t('followUp:duplicates.title')} />
      <ErrorSummary problem={problem} order={['decision', 'note']} />
      {done ? <Notice tone="good" live title={t('followUp:duplicates.done')} /> : null}
      <PageHeading
        eyebrow={pair.a.sittingName[locale]}
        title={t('followUp:duplicates.question')}
        actions={<PairTag state={pair.state} />}
      />
      <section>
        <h2>{t('followUp:duplicates.why')}</h2>
        <LikenessList reasons={pair.reasons} />
      </section>
      {pair.state === 'open' ? null : (
        <Notice title={t(`followUp:duplicates.state.${pair.state}`)}>
          <p>
            {t('followUp:duplicates.decidedBy', {
              who: pair.decidedByName ?? '–',
              when: pair.decidedAt ? format.dateTime(pair.decidedAt) : '–',
            })}
          </p>
          <p>« {pair.note} »</p>
          {pair.state === 'same' && gone?.state === 'rejected' ? (
            <p>
              {t('followUp:duplicates.refundHint', {
                invoice: gone.invoices.map(({ number }) => number).join(', ') || '–',
              })}
            </p>
          ) : null}
        </Notice>
      )}
      <FilesSideBySide pair={pair} />
      {canDecide ? <DuplicateForm pair={pair} problem={problem} /> : null}
    </>
  );
}

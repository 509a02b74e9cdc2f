import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { DeliberationHeading } from '#app/components/deliberation/deliberation-heading.tsx';
import { JuryPanel } from '#app/components/deliberation/jury-panel.tsx';
import { ListLinks } from '#app/components/deliberation/list-links.tsx';
import { MinutesPanel } from '#app/components/deliberation/minutes-panel.tsx';
import { HonoursTable, OverviewFigures } from '#app/components/deliberation/overview-figures.tsx';
import { WorkLists } from '#app/components/deliberation/work-lists.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { quorumOf } from '#app/domain/deliberation/can-seal.ts';
import { BAND_WIDTHS, nearBands } from '#app/domain/deliberation/near-bands.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { deliberationHead } from '#app/http/jury/deliberation-head.server.ts';
import { wordOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { limit } from '#app/http/rate-limit.server.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { countDeliberation } from '#app/queries/jury/count-deliberation.server.ts';
import { countBands } from '#app/queries/jury/list-dossiers.server.ts';
import { listMembers, loadRegulationOf } from '#app/queries/jury/load-deliberation-page.server.ts';
import { confirmPassword } from '#app/services/access/confirm-password.server.ts';
import { joinDeliberation } from '#app/services/deliberation/join-deliberation.server.ts';
import { sealDeliberation } from '#app/services/deliberation/seal-deliberation.server.ts';
import { signMinutes } from '#app/services/deliberation/sign-minutes.server.ts';

export const handle: RouteHandle = { title: 'marking:jury.open' };

const DONE = ['opened', 'joined', 'sealedNow', 'signed'] as const;
const named = <T extends { name: unknown }>([code, { name }]: [string, T]) => ({
  code,
  name: name as T['name'],
});

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const head = await deliberationHead(ctx, args.params.deliberationId);
  const { searchParams } = new URL(args.request.url);
  const regulation = await loadRegulationOf(ctx.db, head);
  const width = wordOf(searchParams, 'largeur', BAND_WIDTHS) ?? '0.5';
  const bands = nearBands(regulation, width);
  const inside = await countBands(ctx.db, head.id, bands);
  const members = await listMembers(ctx.db, head);
  const present = members.filter((member) => member.present).map(({ id }) => id);
  const signs = authorise(ctx.actor, 'deliberation.seal', head).ok;
  return {
    head,
    members,
    quorum: quorumOf({ appointed: members.map(({ id }) => id), president: '', present }),
    me: ctx.actor.id,
    maySeal: signs,
    signer: signs && present.includes(ctx.actor.id) ? ctx.actor.label : null,
    counts: await countDeliberation(ctx.db, head.id),
    width,
    competition: regulation.competition !== undefined,
    lower: regulation.scale.better === 'lower',
    bands: bands.map((band) => ({ ...band, ...(inside.get(band.id) ?? { inside: 0, decided: 0 }) })),
    series: Object.entries(regulation.series).map(named),
    stages: regulation.stages.map(({ code, name }) => ({ code, name })),
    honours: regulation.honours.map(({ code, name }) => ({ code, name })),
    done: wordOf(searchParams, 'fait', DONE) ?? null,
  };
}

const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('join') }),
  z.object({ do: z.literal('seal'), sure: z.literal('yes', { error: message('marking:jury.sealMissing') }) }),
  z.object({
    do: z.literal('sign'),
    signedAs: z.string().trim().min(1).max(200),
    password: z.string().min(1).max(1000),
  }),
]);

/** Tries at the password of somebody already signed in: a few mistakes, not a guessing game. */
const tries = (userId: string) => ({ name: 'minutes.sign', key: userId, max: 10, windowSeconds: 900 });

const FIELDS: Readonly<Record<string, string>> = {
  'minutes.nameDiffers': 'signedAs',
  'minutes.passwordWrong': 'password',
};

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const { id: deliberationId } = await deliberationHead(ctx, args.params.deliberationId);
  const formData = await args.request.formData();
  const form = parseForm(commandSchema, formData);
  if (!form.ok) return formProblem(form);
  const here = `/jury/${deliberationId}`;
  const refused = (answer: Parameters<typeof reasonMessage>[0], field = FIELDS[answer.reason] ?? '') => {
    if (answer.reason === 'deliberation.notFound') throw notFound();
    return formProblem(formError(formData, { [field]: reasonMessage(answer) }));
  };
  switch (form.value.do) {
    case 'join': {
      const answer = await joinDeliberation(ctx, { deliberationId });
      return answer.ok ? redirect(`${here}?fait=joined`) : refused(answer);
    }
    case 'seal': {
      const answer = await sealDeliberation(ctx, { deliberationId });
      return answer.ok ? redirect(`${here}?fait=sealedNow#minutes`) : refused(answer, 'sure');
    }
    case 'sign': {
      const { signedAs, password } = form.value;
      const allowed = await limit(ctx, tries(ctx.actor.id));
      if (!allowed.ok) return formProblem(formError(formData, { '': reasonMessage(allowed) }), 429);
      const known = await confirmPassword(ctx, { password });
      if (!known.ok) return refused(known);
      const answer = await signMinutes(ctx, { deliberationId, signedAs });
      return answer.ok ? redirect(`${here}?fait=signed`) : refused(answer);
    }
  }
}

export default function Deliberation() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { head, done, counts } = page;
  const here = `/jury/${head.id}`;
  const said = done === 'signed' ? t('deliberation:signed') : done ? t(`marking:jury.${done}`) : null;
  return (
    <>
      <ErrorSummary problem={problem} order={['sure', 'signedAs', 'password']} />
      <DeliberationHeading
        head={head}
        title={t('marking:jury.title', { name: head.jury.name })}
        back={{ href: '/jury', text: t('marking:jury.mine') }}
        done={problem ? null : said}
      />
      <ListLinks here={here} counts={counts} list={null} />
      {page.competition ? (
        <p>
          <a href={`${here}/concours`}>{t('deliberation:competition.link')}</a>
        </p>
      ) : null}
      <OverviewFigures counts={counts} series={page.series} />
      <div className="columns">
        <div>
          <WorkLists
            here={here}
            reserved={counts.reserved}
            fraud={counts.fraud}
            bands={page.bands}
            width={page.width}
            lower={page.lower}
            stages={page.stages}
          />
          <HonoursTable counts={counts} honours={page.honours} />
        </div>
        <div>
          <MinutesPanel head={head} here={here} signer={page.signer} problem={problem} />
          <JuryPanel
            members={page.members}
            me={page.me}
            quorum={page.quorum}
            open={head.state === 'open'}
            maySeal={page.maySeal}
            waiting={counts.reserved.waiting + counts.fraud.waiting}
            problem={problem}
          />
        </div>
      </div>
    </>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { EntryTodo } from '#app/components/candidate/entry-todo.tsx';
import { FollowingLinks } from '#app/components/candidate/following-links.tsx';
import { useJourneySteps } from '#app/components/candidate/journey-steps.tsx';
import { ResumeBox } from '#app/components/candidate/resume-box.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Timeline } from '#app/components/timeline.tsx';
import { entryPath } from '#app/http/candidate/step-paths.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { type HomeEntry, loadHome } from '#app/queries/candidate/load-home.server.ts';

export const handle: RouteHandle = { title: 'candidate:home.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  return { entries: await loadHome(ctx.db, ctx.actor.id, ctx.clock()) };
}

export default function CandidateHome() {
  const t = useT();
  const { entries } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading title={t('candidate:home.title')} lead={t('candidate:home.lead')} />
      {entries.length === 0 ? (
        <EmptyState
          title={t('candidate:home.none')}
          text={t('candidate:home.noneText')}
          action={
            <>
              <LinkButton href="/sessions" text={t('candidate:home.choose')} />
              <LinkButton kind="second" href="/reprendre" text={t('entries:resume.link')} />
            </>
          }
        />
      ) : (
        <>
          {entries.map((entry) => (
            <EntryJourney key={entry.id} entry={entry} />
          ))}
          <p>
            <a href="/sessions">{t('candidate:home.another')}</a>
          </p>
        </>
      )}
    </>
  );
}

function EntryJourney({ entry }: { entry: HomeEntry }) {
  const t = useT();
  const locale = useLocale();
  const steps = useJourneySteps(entry);
  const title = `entry-${entry.id}`;
  const mayWithdraw = entry.state === 'draft' || entry.state === 'submitted';
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>{entry.sittingName[locale]}</h2>
      {entry.number === null ? null : <p>{t('candidate:home.number', { number: entry.number })}</p>}
      <EntryTodo entry={entry} />
      <Timeline steps={steps} />
      <OwnDocuments entry={entry} />
      <FollowingLinks path={entryPath(entry.id)} following={entry.following} />
      {entry.keys === null ? null : <ResumeBox {...entry.keys} />}
      {mayWithdraw ? (
        <p className="small">
          <a href={`${entryPath(entry.id)}/abandon`}>{t('candidate:home.withdraw')}</a>
        </p>
      ) : null}
    </section>
  );
}

function OwnDocuments({ entry: { id, documents } }: { entry: HomeEntry }) {
  const t = useT();
  if (documents.length === 0) return null;
  return (
    <>
      <h3>{t('candidate:home.documents')}</h3>
      <ul className="papers">
        {documents.map((document) => (
          <li key={document.id}>
            <a href={`${entryPath(id)}/documents/${document.id}`}>
              {t(`documents:kind.${document.kind}`)}{' '}
              <small className="num">{t('candidate:home.document', { number: document.number })}</small>
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href="/espace/documents">{t('documentLife:own.link')}</a>
      </p>
    </>
  );
}

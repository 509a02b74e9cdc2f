import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { EmptyState } from '#app/components/empty-state.tsx';
import { DocumentTag } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { DateText } from '#app/components/values.tsx';
import { entryPath } from '#app/http/candidate/step-paths.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listOwnDocuments, type OwnDocument } from '#app/queries/documents/load-own-documents.server.ts';

export const handle: RouteHandle = { title: 'documentLife:own.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  return { documents: await listOwnDocuments(ctx.db, ctx.actor.id) };
}

export default function OwnDocuments() {
  const t = useT();
  const locale = useLocale();
  const { documents } = useLoaderData<typeof loader>();
  const sittings = [...new Set(documents.map(({ sittingName }) => sittingName[locale]))];
  return (
    <>
      <BackLink href="/espace" text={t('candidate:home.title')} />
      <PageHeading title={t('documentLife:own.title')} lead={t('documentLife:own.lead')} />
      {documents.length === 0 ? (
        <EmptyState title={t('documentLife:own.none')} text={t('documentLife:own.noneText')} />
      ) : null}
      {sittings.map((name) => (
        <section key={name}>
          <h2>{name}</h2>
          <ul className="papers">
            {documents
              .filter(({ sittingName }) => sittingName[locale] === name)
              .map((document) => (
                <OwnLine key={document.id} document={document} />
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function OwnLine({ document }: { document: OwnDocument }) {
  const t = useT();
  const { id, entryId, kind, number, edition, status, issuedAt, checks } = document;
  return (
    <li>
      <a href={`/espace/documents/${id}`}>
        <span>
          <b>{t(`documents:kind.${kind}`)}</b> <span className="num">{number}</span>
        </span>
      </a>
      <div>
        <DocumentTag state="issued" status={status} />{' '}
        <small>
          {t('documentLife:own.edition', { edition: String(edition) })}
          {issuedAt ? (
            <>
              {' · '}
              {t('documentLife:own.issued')} <DateText value={issuedAt} />
            </>
          ) : null}
          {checks > 0 ? ` · ${t('documentLife:checks.total', { count: checks })}` : null}
        </small>
      </div>
      <a href={`${entryPath(entryId)}/documents/${id}`}>{t('documentLife:own.download')}</a>
    </li>
  );
}

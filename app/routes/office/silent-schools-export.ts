import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { type CsvCell, csvResponse } from '#app/http/csv.ts';
import { idOf, idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { listSilentSchools } from '#app/queries/followup/list-silent-schools.server.ts';
import { loadSitting } from '#app/queries/office/load-sitting.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['entry.read', 'sitting.manage']);
  const reach = reachOf(ctx.actor, 'entry.read', 'sitting.manage');
  const { sitting } = orNotFound(await loadSitting(ctx.db, reach, idParam(args.params.sittingId)));
  const t = translator(args.context.locale);
  const regionId = idOf(new URL(args.request.url).searchParams, 'region');
  const schools = await listSilentSchools(ctx.db, reach, sitting.id, { regionId });
  async function* lines(): AsyncGenerator<CsvCell[][]> {
    yield schools.map(({ name, code, commune, region, heads }) => [
      name,
      code,
      commune,
      region,
      heads.map((head) => head.name).join(', '),
      heads.flatMap(({ contact }) => contact ?? []).join(', '),
    ]);
  }
  const header = ['school', 'code', 'commune'] as const;
  return csvResponse(
    t('followUp:silent.file'),
    [
      ...header.map((name) => t(`followUp:silent.${name}`)),
      t('office:filter.region'),
      t('followUp:silent.heads'),
      t('followUp:silent.contact'),
    ],
    lines(),
  );
}

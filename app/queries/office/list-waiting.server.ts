import { and, eq, inArray, isNull, lte, ne, sql } from 'drizzle-orm';
import { type Actor, grantsFor } from '#app/domain/access/actor.ts';
import { SIGNATURE_READERS } from '#app/domain/access/office.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import type { CertificateWarning } from '#app/domain/documents/certificate-warning.ts';
import { listMoneyWaiting } from '#app/queries/counter/list-money-waiting.server.ts';
import { documentChangesToDecide } from '#app/queries/documents/list-waiting-changes.server.ts';
import { countOpenDuplicates } from '#app/queries/followup/list-duplicates.server.ts';
import type { Db } from '#db/client.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { suspenseItem } from '#db/schema/fees.ts';
import { bundle, bundleAssignment, markEntry, script } from '#db/schema/marking.ts';
import { region } from '#db/schema/organisation.ts';
import { publicationDraft } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { jury } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { listCertificateWarnings } from './load-signature-page.server.ts';
import { countOpenAlerts } from './load-verifications.server.ts';
import { withinReach } from './within-reach.ts';

type Bilingual = { readonly fr: string; readonly en: string };

/** One thing that waits for the reader: what, how much of it, about what, and where to do it. */
export type Waiting = {
  readonly kind:
    | 'review'
    | 'duplicates'
    | 'openSitting'
    | 'closeSitting'
    | 'allocate'
    | 'bundles'
    | 'suspense'
    | 'tills'
    | 'waivers'
    | 'cashRefunds'
    | 'confirm'
    | 'publish'
    | 'documentChanges'
    | 'jury'
    | 'marking'
    | 'verificationAlerts'
    | 'certificateEnds'
    | 'certificateSelfMade';
  readonly count: number;
  readonly about: string | Bilingual | null;
  readonly href: string;
};

type User = Extract<Actor, { kind: 'user' }>;

/** What waits for this person, by what they may do, in the order of a sitting's life. */
export async function listWaiting(
  db: Db,
  actor: User,
  { now, demo }: { readonly now: Date; readonly demo: boolean },
): Promise<readonly Waiting[]> {
  const lists = await Promise.all([
    entriesToReview(db, actor),
    duplicatesToDecide(db, actor),
    sittingsToMove(db, actor, now),
    sittingsToSeat(db, actor),
    bundlesThatDiffer(db, actor),
    bundlesToEnter(db, actor),
    juriesToOpen(db, actor),
    publicationsToMake(db, actor),
    publicationsToConfirm(db, actor),
    documentChangesToDecide(db, actor),
    moneyToSettle(db, actor),
    listMoneyWaiting(db, actor),
    alertsToSee(db, actor),
    certificatesToRenew(db, actor, { now, demo }),
  ]);
  return lists.flat();
}

const count = sql<number>`count(*)::int`;

async function alertsToSee(db: Db, actor: User): Promise<Waiting[]> {
  const count = await countOpenAlerts(db, reachOf(actor, 'verification.read'));
  return count === 0
    ? []
    : [{ kind: 'verificationAlerts', count, about: null, href: '/bureau/verifications' }];
}

async function certificatesToRenew(
  db: Db,
  actor: User,
  at: { readonly now: Date; readonly demo: boolean },
): Promise<Waiting[]> {
  const warnings = await listCertificateWarnings(db, reachOf(actor, ...SIGNATURE_READERS), at);
  const item = (kind: 'certificateEnds' | 'certificateSelfMade', warning: CertificateWarning): Waiting[] => {
    const count = warnings.filter((one) => one === warning).length;
    return count === 0 ? [] : [{ kind, count, about: null, href: '/bureau/documents/signature' }];
  };
  return [...item('certificateEnds', 'ends'), ...item('certificateSelfMade', 'selfMade')];
}

async function entriesToReview(db: Db, actor: User): Promise<Waiting[]> {
  const reach = reachOf(actor, 'entry.review');
  const rows = await db
    .select({ regionId: region.id, region: region.name, count })
    .from(entry)
    .innerJoin(region, eq(region.id, entry.regionId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .where(
      and(
        withinReach(reach, entry.organisationId, entry.regionId),
        eq(entry.state, 'paid'),
        inArray(sitting.state, ['open', 'closed', 'seated']),
      ),
    )
    .groupBy(region.id)
    .orderBy(sql`count(*) desc`)
    .limit(20);
  return rows.map((row) => ({
    kind: 'review',
    count: row.count,
    about: row.region,
    href: `/bureau/dossiers?etat=paid&region=${row.regionId}`,
  }));
}

async function duplicatesToDecide(db: Db, actor: User): Promise<Waiting[]> {
  const open = await countOpenDuplicates(db, reachOf(actor, 'entry.review'));
  return open > 0
    ? [{ kind: 'duplicates', count: open, about: null, href: '/bureau/doublons?etat=open' }]
    : [];
}

async function sittingsToMove(db: Db, actor: User, now: Date): Promise<Waiting[]> {
  const reach = reachOf(actor, 'sitting.manage');
  const mine = withinReach(reach, sitting.organisationId);
  const drafts = await db
    .select({ id: sitting.id, name: sitting.name })
    .from(sitting)
    .where(and(mine, eq(sitting.state, 'draft')));
  const over = await db
    .select({ id: sitting.id, name: sitting.name })
    .from(sitting)
    .where(and(mine, eq(sitting.state, 'open'), lte(sitting.entriesCloseAt, now)));
  const item = (kind: 'openSitting' | 'closeSitting') => (row: { id: string; name: Bilingual }) =>
    ({ kind, count: 1, about: row.name, href: `/bureau/sessions/${row.id}` }) as const;
  return [...drafts.map(item('openSitting')), ...over.map(item('closeSitting'))];
}

/** Validated entries without a seat, once entries are closed. */
async function sittingsToSeat(db: Db, actor: User): Promise<Waiting[]> {
  const reach = reachOf(actor, 'seat.allocate');
  const rows = await db
    .select({ id: sitting.id, name: sitting.name, count })
    .from(sitting)
    .innerJoin(entry, and(eq(entry.sittingId, sitting.id), eq(entry.state, 'validated')))
    .where(
      and(
        withinReach(reach, sitting.organisationId),
        inArray(sitting.state, ['closed', 'seated']),
        sql`not exists (select 1 from seat s where s.entry_id = ${entry.id})`,
      ),
    )
    .groupBy(sitting.id);
  return rows.map((row) => ({
    kind: 'allocate',
    count: row.count,
    about: row.name,
    href: `/bureau/sessions/${row.id}/places`,
  }));
}

/** Bundles in hand with a script whose two blind entries differ and that nobody has settled. */
async function bundlesThatDiffer(db: Db, actor: User): Promise<Waiting[]> {
  const reach = reachOf(actor, 'bundle.manage');
  if (reach.organisations.length === 0) return [];
  const lastOf = (pass: number) => sql`(select (m.state, m.value) from ${markEntry} m
    where m.script_code = ${script.code} and m.pass = ${pass} order by m.id desc limit 1)`;
  const rows = await db
    .select({ id: sitting.id, name: sitting.name, count: sql<number>`count(distinct ${bundle.id})::int` })
    .from(bundle)
    .innerJoin(sitting, eq(sitting.id, bundle.sittingId))
    .innerJoin(script, eq(script.bundleId, bundle.id))
    .where(
      and(
        withinReach(reach, bundle.organisationId),
        eq(bundle.state, 'handedOut'),
        sql`${lastOf(1)} <> ${lastOf(2)}`,
        sql`not exists (select 1 from ${markEntry} t where t.script_code = ${script.code} and t.pass = 3)`,
      ),
    )
    .groupBy(sitting.id);
  return rows.map((row) => ({
    kind: 'bundles',
    count: row.count,
    about: row.name,
    href: `/bureau/sessions/${row.id}/lots`,
  }));
}

async function bundlesToEnter(db: Db, actor: User): Promise<Waiting[]> {
  if (grantsFor(actor, 'mark.enter').length === 0) return [];
  const [row] = await db
    .select({ count })
    .from(bundleAssignment)
    .innerJoin(bundle, eq(bundle.id, bundleAssignment.bundleId))
    .where(and(eq(bundleAssignment.userId, actor.id), eq(bundle.state, 'handedOut')));
  return row && row.count > 0
    ? [{ kind: 'marking', count: row.count, about: null, href: '/correction' }]
    : [];
}

async function juriesToOpen(db: Db, actor: User): Promise<Waiting[]> {
  const juries = grantsFor(actor, 'deliberation.conduct').flatMap(({ juryId }) => juryId ?? []);
  if (juries.length === 0) return [];
  const [row] = await db
    .select({ count })
    .from(jury)
    .innerJoin(sitting, eq(sitting.id, jury.sittingId))
    .leftJoin(deliberation, eq(deliberation.juryId, jury.id))
    .where(
      and(
        inArray(jury.id, juries),
        inArray(sitting.state, ['marking', 'deliberating']),
        sql`coalesce(${deliberation.state}, 'open') = 'open'`,
      ),
    );
  return row && row.count > 0 ? [{ kind: 'jury', count: row.count, about: null, href: '/jury' }] : [];
}

/** Sittings whose juries have all sealed, and that nobody has prepared yet. */
async function publicationsToMake(db: Db, actor: User): Promise<Waiting[]> {
  const reach = reachOf(actor, 'result.publish');
  const rows = await db
    .select({ id: sitting.id, name: sitting.name })
    .from(sitting)
    .where(
      and(
        withinReach(reach, sitting.organisationId),
        eq(sitting.state, 'deliberating'),
        sql`not exists (select 1 from ${jury} j left join ${deliberation} d on d.jury_id = j.id
          where j.sitting_id = ${sitting.id} and coalesce(d.state, 'open') <> 'sealed')`,
        sql`not exists (select 1 from ${publicationDraft} p where p.sitting_id = ${sitting.id} and p.closed_at is null)`,
      ),
    );
  return rows.map((row) => ({
    kind: 'publish',
    count: 1,
    about: row.name,
    href: `/bureau/sessions/${row.id}/publication`,
  }));
}

/** Publications another person prepared: who prepared one can't confirm it. */
async function publicationsToConfirm(db: Db, actor: User): Promise<Waiting[]> {
  const reach = reachOf(actor, 'result.publish');
  const rows = await db
    .select({ id: sitting.id, name: sitting.name, count })
    .from(publicationDraft)
    .innerJoin(sitting, eq(sitting.id, publicationDraft.sittingId))
    .where(
      and(
        withinReach(reach, sitting.organisationId),
        eq(publicationDraft.state, 'prepared'),
        ne(publicationDraft.preparedBy, actor.id),
      ),
    )
    .groupBy(sitting.id);
  return rows.map((row) => ({
    kind: 'confirm',
    count: row.count,
    about: row.name,
    href: `/bureau/sessions/${row.id}/publication`,
  }));
}

async function moneyToSettle(db: Db, actor: User): Promise<Waiting[]> {
  const reach = reachOf(actor, 'money.work');
  const [row] = await db
    .select({ count })
    .from(suspenseItem)
    .where(and(withinReach(reach, suspenseItem.organisationId), isNull(suspenseItem.resolvedAt)));
  return row && row.count > 0
    ? [{ kind: 'suspense', count: row.count, about: null, href: '/bureau/caisse#attente' }]
    : [];
}

import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { type CounterTargets, loadCounterTargets } from './demo-targets-counter.ts';
import { type ImportTargets, loadImportTargets } from './demo-targets-imports.ts';
import { type IssuingTargets, loadIssuingTargets } from './demo-targets-issuing.ts';
import { loadMoneyTargets, type MoneyTargets } from './demo-targets-money.ts';
import { loadRegulationTargets, type RegulationTargets } from './demo-targets-regulations.ts';
import { loadRoundTargets, type RoundTargets } from './demo-targets-rounds.ts';
import { loadScriptTargets, type ScriptTargets } from './demo-targets-scripts.ts';

export type Form = Readonly<Record<string, string>>;

/** The things of the demonstration that addresses name, all of one organisation. */
export type Targets = CounterTargets &
  ImportTargets &
  IssuingTargets &
  MoneyTargets &
  RegulationTargets &
  ScriptTargets &
  RoundTargets & {
    readonly organisation: string;
    readonly organisationCode: string;
    readonly exam: string;
    readonly regulation: string;
    readonly fees: string;
    /** Takes entries. */
    readonly openSitting: string;
    readonly markedSitting: string;
    readonly publishedSitting: string;
    readonly draftEntry: string;
    readonly submittedEntry: string;
    /** Waits for an officer. */
    readonly paidEntry: string;
    readonly paidNumber: string;
    readonly paidSchool: string;
    /** A paper of the file of the paid entry, and of the submitted one. */
    readonly paidPaper: string;
    readonly submittedPaper: string;
    /** Asked by a candidate and not answered. */
    readonly correction: string;
    readonly publishedEntry: string;
    readonly publishedSurname: string;
    readonly publishedTable: string;
    readonly publishedCentre: string;
    readonly publishedCode: string;
    readonly suspenseItem: string;
    /** Of the published entry. */
    readonly document: string;
    readonly documentNumber: string;
    readonly documentToken: string;
    /** Handed out, not closed, with one of its scripts whose two entries differ. */
    readonly bundle: string;
    readonly script: string;
    /** Has not met yet, and has met. */
    readonly jury: string;
    readonly deliberation: string;
    /** A dossier of that deliberation, by its code. */
    readonly dossier: string;
    /** Somebody with a role in this organisation alone, and that role. */
    readonly colleague: string;
    readonly colleagueEmail: string;
    readonly colleagueGrant: string;
    /** Two entries of the open sitting, of the region of `paidEntry`, that may be one person's; and one of them. */
    readonly duplicatePair: string;
    readonly duplicateEntry: string;
    /** Registered nobody for the open sitting, in that region. */
    readonly silentSchool: string;
    /** What the form of the open sitting's timetable sends. */
    readonly timetable: Form;
  };

/** The office whose things the addresses name, and the one they must stay hidden from. */
export const HERE = 'KW-OBE';
export const ELSEWHERE = 'KW-BEPC';

async function one(db: Db, query: ReturnType<typeof sql>): Promise<Record<string, string>> {
  const [row] = await db.execute<Record<string, string>>(query);
  if (!row) throw new Error(`The demonstration lacks what is asked: ${JSON.stringify(query.queryChunks)}`);
  return row;
}

/** Ids of the demonstration's things, one of each kind that an address names. */
export async function loadTargets(db: Db): Promise<Targets> {
  const sittingIn = async (state: string) =>
    (
      await one(
        db,
        sql`select s.id from sitting s join organisation o on o.id = s.organisation_id
          where o.code = ${HERE} and s.state = ${state} order by s.year desc limit 1`,
      )
    ).id ?? '';
  const openSitting = await sittingIn('open');
  const markedSitting = await sittingIn('marking');
  const publishedSitting = await sittingIn('published');
  const unowned = async (state: string) =>
    one(
      db,
      sql`select e.id, e.number, e.school_id as school,
        (select d.id from entry_document d where d.entry_id = e.id limit 1) as paper from entry e join candidate c on c.id = e.candidate_id
        where e.sitting_id = ${openSitting} and e.state = ${state} and c.user_id is null
          and e.school_id is not null and e.region_id is not null
        order by e.school_id in (select g.school_id from role_grant g join user_account u on u.id = g.user_id
          where u.email = 'ecole@palmares.test') desc,
          exists (select 1 from school_invoice s where s.school_id = e.school_id) desc, e.id limit 1`,
    );
  const parts = await one(
    db,
    sql`select exam_id, regulation_version_id, fee_schedule_id from sitting where id = ${openSitting}`,
  );
  const paid = await unowned('paid');
  const submitted = await unowned('submitted');
  const correction = await one(
    db,
    sql`select r.id from correction_request r join entry e on e.id = r.entry_id
      where e.sitting_id = ${openSitting} and r.state = 'open' order by r.id limit 1`,
  );
  const admitted = await one(
    db,
    sql`select e.id, e.surname, d.id as document, d.number, d.token, s.table_number, s.result_code, s.centre_id from entry e
      join candidate c on c.id = e.candidate_id and c.user_id is null join seat s on s.entry_id = e.id
      join document d on d.entry_id = e.id and d.state = 'issued' and d.kind = 'passCertificate'
      where e.sitting_id = ${publishedSitting} order by d.issued_at limit 1`,
  );
  return {
    ...(await loadOffice(db)),
    ...(await loadImportTargets(db, HERE)),
    ...(await loadCounterTargets(db, HERE)),
    ...(await loadMoneyTargets(db, HERE)),
    ...(await loadRegulationTargets(db, HERE)),
    ...(await loadScriptTargets(db, markedSitting)),
    ...(await loadIssuingTargets(db, publishedSitting)),
    ...(await loadRoundTargets(db, publishedSitting)),
    ...(await loadMarking(db, { markedSitting, publishedSitting })),
    ...(await loadFollowUp(db, openSitting, paid.id ?? '')),
    timetable: await loadTimetable(db, openSitting),
    exam: parts.exam_id ?? '',
    regulation: parts.regulation_version_id ?? '',
    fees: parts.fee_schedule_id ?? '',
    openSitting,
    markedSitting,
    publishedSitting,
    draftEntry: (await unowned('draft')).id ?? '',
    submittedEntry: submitted.id ?? '',
    submittedPaper: submitted.paper ?? '',
    paidSchool: paid.school ?? '',
    paidPaper: paid.paper ?? '',
    correction: correction.id ?? '',
    paidEntry: paid.id ?? '',
    paidNumber: paid.number ?? '',
    publishedEntry: admitted.id ?? '',
    publishedSurname: admitted.surname ?? '',
    publishedTable: admitted.table_number ?? '',
    publishedCentre: admitted.centre_id ?? '',
    publishedCode: admitted.result_code ?? '',
    document: admitted.document ?? '',
    documentNumber: admitted.number ?? '',
    documentToken: admitted.token ?? '',
    // Nothing waits in the till of the demonstration.
    suspenseItem: crypto.randomUUID(),
  };
}

type Part<K extends keyof Targets> = Promise<Pick<Targets, K>>;

async function loadOffice(
  db: Db,
): Part<'organisation' | 'organisationCode' | 'colleague' | 'colleagueEmail' | 'colleagueGrant'> {
  const office = await one(db, sql`select id from organisation where code = ${HERE}`);
  const colleague = await one(
    db,
    sql`select u.id, u.email, g.id as grant_id from user_account u join role_grant g on g.user_id = u.id
      where u.email = 'jury@palmares.test' order by g.id limit 1`,
  );
  return {
    organisation: office.id ?? '',
    organisationCode: HERE,
    colleague: colleague.id ?? '',
    colleagueEmail: colleague.email ?? '',
    colleagueGrant: colleague.grant_id ?? '',
  };
}

type Sittings = Pick<Targets, 'markedSitting' | 'publishedSitting'>;

async function loadMarking(
  db: Db,
  { markedSitting, publishedSitting }: Sittings,
): Part<'bundle' | 'script' | 'jury' | 'deliberation' | 'dossier'> {
  const bundle = await one(
    db,
    sql`select b.id, s.code from bundle b join script s on s.bundle_id = b.id
      where b.sitting_id = ${markedSitting} and b.state = 'handedOut'
      and not exists (select 1 from bundle_assignment a where a.bundle_id = b.id and a.pass = 3)
      and exists (select 1 from mark_entry one join mark_entry two on two.script_code = one.script_code
        where one.script_code = s.code and one.pass = 1 and two.pass = 2 and two.value <> one.value)
      order by b.paper_code, b.number, s.position limit 1`,
  );
  const jury = await one(
    db,
    sql`select id from jury where sitting_id = ${markedSitting} order by number limit 1`,
  );
  const deliberation = await one(
    db,
    sql`select d.id, (select min(r.dossier) from deliberation_result r where r.deliberation_id = d.id) as dossier
      from deliberation d join jury j on j.id = d.jury_id
      where d.sitting_id = ${publishedSitting} order by j.number limit 1`,
  );
  return {
    bundle: bundle.id ?? '',
    script: bundle.code ?? '',
    jury: jury.id ?? '',
    deliberation: deliberation.id ?? '',
    dossier: deliberation.dossier ?? '',
  };
}

async function loadFollowUp(
  db: Db,
  sittingId: string,
  paidEntry: string,
): Part<'duplicatePair' | 'duplicateEntry' | 'silentSchool'> {
  const pair = await one(
    db,
    sql`select p.id, p.entry_a, e.region_id from duplicate_pair p join entry e on e.id = p.entry_a
      join entry o on o.id = p.entry_b and o.region_id = e.region_id
      where e.sitting_id = ${sittingId} and p.state = 'open' order by (e.region_id =
        (select x.region_id from entry x where x.id = ${paidEntry})) desc, p.id limit 1`,
  );
  const silent = await one(
    db,
    sql`select s.id, s.name from school s where s.region_id = ${pair.region_id ?? ''} and not exists
      (select 1 from entry e where e.school_id = s.id and e.sitting_id = ${sittingId}) order by s.code desc limit 1`,
  );
  return {
    duplicatePair: pair.id ?? '',
    duplicateEntry: pair.entry_a ?? '',
    silentSchool: silent.name ?? '',
  };
}

/** Every paper an hour later than it is. */
async function loadTimetable(db: Db, sittingId: string): Promise<Targets['timetable']> {
  const slots = await db.execute<{ code: string; day: string; time: string; minutes: string }>(
    sql`select paper_code as code, to_char(starts_at + interval '2 hours', 'YYYY-MM-DD') as day,
      to_char(starts_at + interval '2 hours', 'HH24:MI') as time, minutes::text
      from paper_slot where sitting_id = ${sittingId}`,
  );
  return Object.fromEntries(
    slots.flatMap(({ code, day, time, minutes }) => [
      [`day-${code}`, day],
      [`time-${code}`, time],
      [`minutes-${code}`, minutes],
    ]),
  );
}

/** The same addresses of things that do not exist. */
export function unknownTargets(targets: Targets): Targets {
  const ids = Object.entries(targets).flatMap(([name, value]) =>
    typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? [[name, crypto.randomUUID()]] : [],
  );
  return { ...targets, ...Object.fromEntries(ids) };
}

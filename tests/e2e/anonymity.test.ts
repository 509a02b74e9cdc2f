import { readFile } from 'node:fs/promises';
import { eq, sql } from 'drizzle-orm';
import { luciaSessions } from '#app/adapters/sessions/lucia-sessions.server.ts';
import type { Role } from '#app/domain/access/roles.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { findLeak, type Secrets, secretsOf } from '#tests/setup/find-leaks.ts';
import { openings } from './authorisation-matrix.ts';
import { mayOpen } from './authorisation-who.ts';
import { crawl, type Page, post } from './crawl.ts';
import { loadTargets, type Targets } from './demo-targets.ts';
import { expect, test } from './fixtures.ts';
import { findInstallation, logFileOf } from './installation.ts';

/**
 * Before the seal, nothing a marker or a jury member can reach holds both a code and what tells whose it is: no page, no
 * answer of a loader, no download, no refusal, no log line, no job.
 */

const PEOPLE = [
  { email: 'correction1@palmares.test', role: 'marker' },
  { email: 'correction2@palmares.test', role: 'marker' },
  { email: 'jury@palmares.test', role: 'juryMember' },
  { email: 'president@palmares.test', role: 'juryPresident' },
] as const satisfies readonly { email: string; role: Role }[];

let targets: Targets;
let secrets: Secrets;

test.describe.configure({ timeout: 600_000 });

test.beforeAll(async ({ database }) => {
  targets = await loadTargets(database.db);
  secrets = await loadSecrets(database.db);
  await watchJobs(database.db);
});

test.afterAll(async ({ database }) => {
  await database.db.execute(sql`drop trigger if exists watch_jobs on graphile_worker._private_jobs`);
  await database.db.execute(sql`drop table if exists watched_job`);
  await database.db.execute(sql`drop function if exists watch_job()`);
});

test('there are codes under anonymity and candidates behind them to look for', () => {
  expect(secrets.codes.size).toBeGreaterThan(500);
  expect(secrets.names.length).toBeGreaterThan(100);
  expect(secrets.marks.size).toBeGreaterThan(300);
});

for (const { email, role } of PEOPLE) {
  test(`${email} meets no code beside a candidate, on any page, file or refusal`, async ({ database }) => {
    const cookie = await cookieOf(database.db, email);
    const pages = await visit(cookie, role, await sealedDeliberations(database.db));
    expect(pages.length).toBeGreaterThan(40);
    // Seen at all: markers see scripts, a jury whose marks are not in yet sees none.
    if (role === 'marker') expect(pages.some(({ text }) => holdsCode(text))).toBe(true);
    expect(leaksIn(pages)).toEqual([]);
  });
}

test('no line of the log, no job, no message, no work and no line of the audit log holds both', async ({
  database,
}) => {
  const log = await readFile(logFileOf(findInstallation().dataDir), 'utf8');
  const lines = log.split('\n').map((text, at) => ({ address: `log line ${at + 1}`, text }));
  expect(lines.filter(({ text }) => text.includes('/correction')).length).toBeGreaterThan(10);
  expect(leaksIn(lines)).toEqual([]);
  const rows = await database.db.execute<{ address: string; text: string }>(sql`
    select 'job ' || t.identifier as address, j.payload::text as text
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    union all select 'watched job', payload from watched_job
    union all select 'message ' || template, values::text || recipient from message
    union all select 'task ' || kind, subject::text || coalesce(failure, '') || coalesce(file_name, '') from task
    union all select 'audit ' || action, to_jsonb(a)::text from audit_log a`);
  expect(rows.length).toBeGreaterThan(100);
  expect(leaksIn([...rows])).toEqual([]);
});

test('control: a candidate’s name on a marker’s pages is found, and so are a job and a log line that hold both', async ({
  database,
}) => {
  const { db } = database;
  const [name = ''] = secrets.names;
  const marker = eq(userAccount.email, PEOPLE[0].email);
  const [before] = await db.select({ name: userAccount.displayName }).from(userAccount).where(marker);
  const cookie = await cookieOf(db, PEOPLE[0].email);
  try {
    await db.update(userAccount).set({ displayName: name }).where(marker);
    const found = leaksIn(await crawl(cookie, [`/correction/${targets.bundle}`], { follow: false }));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((leak) => leak.includes(name))).toBe(true);
  } finally {
    await db
      .update(userAccount)
      .set({ displayName: before?.name ?? '' })
      .where(marker);
  }
  const [code = ''] = secrets.codes;
  const [mark = ''] = secrets.marks;
  const [job] = await db.execute<{ id: string }>(
    sql`select id from graphile_worker.add_job('nobody-does-this', json_build_object('script', ${code}::text, 'of', ${mark}::text))`,
  );
  await db.execute(sql`select graphile_worker.complete_jobs(array[${job?.id ?? '0'}::bigint])`);
  const watched = await db.execute<{ text: string }>(sql`select payload as text from watched_job`);
  expect(leaksIn(watched.map(({ text }) => ({ address: 'watched job', text })))).toHaveLength(1);
  await db.execute(sql`delete from watched_job`);
  expect(
    leaksIn([{ address: 'log', text: `{"msg":"keyed","script":"${code}","table":"${mark}"}` }]),
  ).toHaveLength(1);
});

/** Every address of the matrix, theirs or not, and wherever their own links lead; then an empty form to each of theirs. */
async function visit(cookie: string, role: Role, skip: readonly string[]): Promise<readonly Page[]> {
  const all = Object.entries(openings).filter(([id]) => id !== 'sign-out');
  const pages = await crawl(
    cookie,
    all.map(([, { path }]) => path(targets)),
    { skip },
  );
  const person = { kind: 'staff', role, place: 'here' } as const;
  const theirs = all.filter(
    ([, { opens, posts }]) => posts && typeof opens === 'object' && mayOpen(opens, person),
  );
  const answers = await Promise.all(theirs.map(([, { path }]) => post(cookie, path(targets))));
  return [...pages, ...answers];
}

const holdsCode = (text: string) => findLeak(`${text} ${[...secrets.marks][0]}`, secrets) !== undefined;

function leaksIn(pages: readonly Page[]): string[] {
  return pages.flatMap(({ address, text }) => {
    const leak = findLeak(text, secrets);
    return leak ? [`${address}: ${leak.code} beside ${leak.tells}`] : [];
  });
}

async function cookieOf(db: Db, email: string): Promise<string> {
  const [user] = await db
    .select({ id: userAccount.id })
    .from(userAccount)
    .where(eq(userAccount.email, email));
  if (!user) throw new Error(`no account ${email}`);
  const cookie = await luciaSessions(db, () => new Date(), { secure: false }).open(user.id);
  return cookie.split(';')[0] ?? '';
}

/** Their dossiers are under anonymity no more: each has a page, and there are hundreds. */
async function sealedDeliberations(db: Db): Promise<readonly string[]> {
  const rows = await db.execute<{ id: string }>(sql`select id from deliberation where state = 'sealed'`);
  return rows.map(({ id }) => `${id}?`);
}

/** Codes of dossiers whose jury has not sealed, with their scripts', and what tells whose they are. */
async function loadSecrets(db: Db): Promise<Secrets> {
  const masked = sql`select d.code from dossier d where not exists (
    select 1 from deliberation l where l.jury_id = d.jury_id and l.state = 'sealed')`;
  const codes = await db.execute<{ code: string }>(
    sql`${masked} union all select s.code from script s where s.dossier in (${masked})`,
  );
  const people = await db.execute<Record<string, string | null>>(sql`
    select e.id, e.candidate_id, e.number, e.reference, e.access_code, e.national_id, e.surname, e.given_names,
      t.table_number, t.result_code
    from anonymity.code_table c join entry e on e.id = c.entry_id left join seat t on t.entry_id = e.id
    where c.dossier in (${masked})`);
  return secretsOf(
    codes.map(({ code }) => code),
    people.map(({ surname = null, given_names = null, ...marks }) => ({
      ...{ surname, givenNames: given_names },
      marks: Object.values(marks),
    })),
  );
}

/** Jobs are done within a moment and gone: what each was given is kept as it comes in. */
async function watchJobs(db: Db): Promise<void> {
  await db.execute(sql`create table if not exists watched_job (payload text)`);
  await db.execute(sql`create or replace function watch_job() returns trigger language plpgsql as $$
    begin insert into watched_job values (new.payload::text); return new; end $$`);
  await db.execute(sql`create or replace trigger watch_jobs after insert on graphile_worker._private_jobs
    for each row execute function watch_job()`);
}

import { and, gt, inArray, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { openings } from './authorisation-matrix.ts';
import type { Opening } from './authorisation-opening.ts';
import { mayOpen, type Who } from './authorisation-who.ts';
import { invitePeople, type Visitor } from './demo-people.ts';
import { type Form, loadTargets, type Targets, unknownTargets } from './demo-targets.ts';
import { expect, test } from './fixtures.ts';
import { findInstallation } from './installation.ts';

/** Asks every address as everybody: who may gets it, who may not gets the very answer of an address that isn't there. */

let targets: Targets;
let unknown: Targets;
let visitors: readonly Visitor[];
/** The body of an address that isn't there. */
let nowhere = '';
let leave: () => Promise<void> = async () => undefined;

test.beforeAll(async ({ database }) => {
  targets = await loadTargets(database.db);
  unknown = unknownTargets(targets);
  ({ visitors, leave } = await invitePeople(database.db, targets));
  nowhere = (await ask('/nowhere', { cookie: null })).body;
});

test.afterAll(() => leave());

for (const [id, opening] of Object.entries(openings)) {
  test(`${id}: for those it is for, and not there for anybody else`, async ({ database }) => {
    const before = await lastAudit(database.db);
    const faults = [
      ...(await askEverybody('GET', (visitor) => checkReading(opening, visitor))),
      ...(await askForUnknown(opening)),
    ];
    for (const [number, { form = () => ({}), by }] of (opening.posts ?? []).entries()) {
      if (by === 'everyone') continue;
      const send = (fields: Form) => (visitor: Visitor) => checkSending(opening, visitor, fields, by);
      faults.push(...(await askEverybody(`POST ${number + 1}`, send(form(targets)))));
      if (opening.posts?.length === number + 1) faults.push(...(await askEverybody('POST {}', send({}))));
    }
    expect(faults, opening.path(targets)).toEqual([]);
    expect(await listDeeds(database.db, before), 'what the audit log says they did').toEqual([]);
  });
}

type Answer = { readonly status: number; readonly location: string; readonly body: string };

async function ask(path: string, { cookie }: Pick<Visitor, 'cookie'>, form?: Form): Promise<Answer> {
  const { url } = findInstallation();
  const response = await fetch(new URL(path, url), {
    redirect: 'manual',
    headers: { ...(cookie ? { cookie } : {}), ...(form ? { origin: url } : {}) },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    // The link to the same address in the other language names the address.
    body: (await response.text()).replace(/(class="lang" href=)"[^"]*"/, '$1""'),
  };
}

async function askEverybody(
  method: string,
  check: (visitor: Visitor) => Promise<string | null>,
): Promise<string[]> {
  const faults: string[] = [];
  for (let start = 0; start < visitors.length; start += 6) {
    const few = visitors.slice(start, start + 6);
    const found = await Promise.all(
      few.map(async (visitor) => {
        const fault = await check(visitor);
        return fault === null ? [] : [`${method.padEnd(7)} ${visitor.name.padEnd(32)} ${fault}`];
      }),
    );
    faults.push(...found.flat());
  }
  return faults;
}

async function checkReading(opening: Opening, visitor: Visitor): Promise<string | null> {
  const { path, opens, status = 200, shows } = opening;
  const answer = await ask(path(targets), visitor);
  if (!mayOpen(opens, visitor.person)) return checkRefusal(answer, opening, visitor);
  if (answer.status !== status && !isTurnedAway(opening, visitor, answer))
    return `may open this and got ${answer.status} ${answer.location}`;
  if (!shows) return null;
  const should = mayOpen(shows.to, visitor.person);
  if (answer.body.includes(shows.text(targets)) === should) return null;
  return should ? 'does not see the line that is theirs' : 'sees a line that is not theirs';
}

/** Pages for those who are not signed in lead whoever is to their own first page, and the other way round. */
function isTurnedAway({ turns }: Opening, { person }: Visitor, { status }: Answer): boolean {
  return status === 302 && turns === (person.kind === 'anonymous' ? 'anonymous' : 'signedIn');
}

/** Who may open the page of a thing gets the same nothing for a thing that does not exist. */
async function askForUnknown(opening: Opening): Promise<string[]> {
  const { path, opens, status = 200 } = opening;
  const namesThing = path(unknown).split('?')[0] !== path(targets).split('?')[0];
  if (!namesThing || opens === 'everyone' || status !== 200) return [];
  const visitor = visitors.find(({ person }) => mayOpen(opens, person));
  if (!visitor) return ['nobody may open this'];
  const fault = checkRefusal(await ask(path(unknown), visitor), opening, visitor);
  return fault === null ? [] : [`GET ${path(unknown)} ${visitor.name} ${fault}`];
}

async function checkSending(opening: Opening, visitor: Visitor, form: Form, by: Who): Promise<string | null> {
  if (mayOpen(by, visitor.person)) return null;
  const answer = await ask(opening.path(targets), visitor, form);
  // On a page that is theirs they may be told what is wrong with the form; nothing may change all the same.
  if (answer.status === 422 && mayOpen(opening.opens, visitor.person)) return null;
  return checkRefusal(answer, opening, visitor);
}

function checkRefusal(answer: Answer, { file }: Opening, { person }: Visitor): string | null {
  const { status, location, body } = answer;
  if (person.kind === 'anonymous')
    return status === 302 && location.startsWith('/connexion')
      ? null
      : `should be asked to sign in and got ${status} ${location}`;
  if (status !== 404) return `should get 404 and got ${status} ${location}`;
  return body === (file ? '' : nowhere)
    ? null
    : 'can tell this 404 from that of an address that is not there';
}

async function lastAudit(db: Db): Promise<number> {
  const [row] = await db.select({ last: sql<number>`coalesce(max(${auditLog.seq}), 0)::int` }).from(auditLog);
  return row?.last ?? 0;
}

/** The worker goes on meanwhile: only deeds of the people here count. */
async function listDeeds(db: Db, since: number): Promise<string[]> {
  const ids = visitors.flatMap(({ userId }) => (userId ? [userId] : []));
  const rows = await db
    .select({ action: auditLog.action, label: auditLog.actorLabel })
    .from(auditLog)
    .where(and(gt(auditLog.seq, since), inArray(auditLog.actorId, [...ids, 'anonymous'])));
  return rows.map(({ action, label }) => `${label}: ${action}`);
}

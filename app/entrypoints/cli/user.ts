import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { readContact } from '#app/domain/access/contact.ts';
import type { GrantRequest } from '#app/domain/access/grant-request.ts';
import { ROLES, type Role } from '#app/domain/access/roles.ts';
import { reasonText } from '#app/i18n/translate.ts';
import { findPlaces, type Places } from '#app/queries/access/find-places.server.ts';
import { listPhoneCountries } from '#app/queries/access/list-phone-countries.server.ts';
import { createUser } from '#app/services/access/create-user.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { openContext } from './open-context.ts';

export const help = `
palmares user create --email ADDRESS|--phone NUMBER --name NAME --role ROLE --organisation CODE
                     [--region CODE]... [--school CODE]... [--locale fr|en] [--password-stdin]
  Makes an account that can sign in at once. The password is read from standard input with --password-stdin;
  otherwise one is drawn and written to standard output, this once.
  A role with several --region or --school is held in each of them.
  Roles: ${ROLES.join(', ')}.
`;

const OPTIONS = {
  email: { type: 'string' },
  phone: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  organisation: { type: 'string' },
  region: { type: 'string', multiple: true },
  school: { type: 'string', multiple: true },
  locale: { type: 'string', default: 'fr' },
  'password-stdin': { type: 'boolean', default: false },
} as const;

type Asked = {
  readonly contact: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly regions: readonly string[];
  readonly schools: readonly string[];
  readonly locale: string;
  readonly passwordFromStdin: boolean;
};

function readArguments(args: string[]): Asked | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { positionals, values } = parsed;
  if (positionals.join(' ') !== 'create') return 'Say "user create".';
  const contact = values.email ?? values.phone;
  if (!contact || (values.email && values.phone)) return 'Give --email or --phone.';
  if (values.email && !values.email.includes('@')) return `${values.email} is no email address.`;
  const role = ROLES.find((known) => known === values.role);
  if (!role) return `Give --role, one of: ${ROLES.join(', ')}.`;
  const name = values.name?.normalize('NFC').trim();
  if (!name || !values.organisation) return 'Give --name and --organisation.';
  if (values.locale !== 'fr' && values.locale !== 'en') return 'The locale is fr or en.';
  return {
    contact,
    name,
    role,
    organisation: values.organisation,
    regions: values.region ?? [],
    schools: values.school ?? [],
    locale: values.locale,
    passwordFromStdin: values['password-stdin'] === true,
  };
}

function parse(args: string[]) {
  return parseArgs({ args, allowPositionals: true, options: OPTIONS });
}

/** One grant for each region and school named; one for the whole organisation when none is. */
function grantsIn(role: Role, { organisationId, regionIds, schoolIds }: Places): GrantRequest[] {
  const narrowed: GrantRequest[] = [
    ...regionIds.map((regionId) => ({ role, organisationId, regionId })),
    ...schoolIds.map((schoolId) => ({ role, organisationId, schoolId })),
  ];
  return narrowed.length > 0 ? narrowed : [{ role, organisationId }];
}

export async function run(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${help}`);
    return 2;
  }
  const { ctx, close } = await openContext('user-create');
  try {
    return await create(ctx, asked);
  } finally {
    await close();
  }
}

async function create(ctx: Ctx, asked: Asked): Promise<number> {
  const places = await findPlaces(ctx.db, asked);
  if ('unknown' in places) return refused(`There is no ${places.unknown} here.`);
  const contact = readContact(asked.contact, await listPhoneCountries(ctx.db));
  if (!contact.ok) return refused(reasonText('en', contact));
  const given = asked.passwordFromStdin ? (await readAll(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const password = given ?? Buffer.from(ctx.adapters.random.bytes(15)).toString('base64url');
  const created = await createUser(ctx, {
    contact: contact.value,
    displayName: asked.name,
    password,
    locale: asked.locale,
    grants: grantsIn(asked.role, places),
  });
  if (!created.ok) return refused(reasonText('en', created));
  process.stdout.write(`Account made for ${contact.value.value}.\n`);
  if (given === undefined) process.stdout.write(`Password: ${password}\n`);
  return 0;
}

function refused(why: string): number {
  process.stderr.write(`${why}\n`);
  return 1;
}

import { argon2Passwords } from '#app/adapters/passwords/argon2-passwords.server.ts';
import type { Actor, Grant } from '#app/domain/access/actor.ts';
import type { Db } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { TEST_NOW } from '#tests/setup/bare-context.ts';
import { nextNumber } from './next-number.ts';

/** The hash of a password nobody has. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$1ttd4p4LwhIVoPDAS6ARGA$QqresT6EPaeDXhX3vc8nwCA6BB9u6oeOptKk42gdtPI';

export type UserActor = Extract<Actor, { kind: 'user' }>;
export type GrantInput = Pick<Grant, 'role' | 'organisationId'> & Partial<Grant>;

export type CreateUser = {
  readonly email?: string;
  readonly phone?: string;
  readonly name?: string;
  readonly locale?: string;
  /** Hashed for real; without one nobody can sign in. */
  readonly password?: string;
  /** Contacts are proven unless told otherwise. */
  readonly verified?: boolean;
  readonly grants?: readonly GrantInput[];
};

export type TestUser = {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly actor: UserActor;
};

/** A person with the roles given; `actor` is what a signed-in request of theirs carries. */
export async function createUser(db: Db, options: CreateUser = {}): Promise<TestUser> {
  const number = nextNumber();
  const verifiedAt = options.verified === false ? null : TEST_NOW;
  const email = options.email ?? (options.phone === undefined ? `personne-${number}@example.org` : null);
  const phone = options.phone ?? null;
  const [account] = await db
    .insert(userAccount)
    .values({
      email,
      phone,
      passwordHash: options.password === undefined ? NOBODY : await argon2Passwords.hash(options.password),
      displayName: options.name ?? `Personne ${number}`,
      locale: options.locale ?? 'fr',
      emailVerifiedAt: email === null ? null : verifiedAt,
      phoneVerifiedAt: phone === null ? null : verifiedAt,
      createdAt: TEST_NOW,
    })
    .returning();
  if (!account) throw new Error('the factory wrote no account');
  const grants = (options.grants ?? []).map(wholeGrant);
  if (grants.length > 0)
    await db
      .insert(roleGrant)
      .values(grants.map((grant) => ({ ...grant, userId: account.id, createdAt: TEST_NOW })));
  const actor: UserActor = {
    kind: 'user',
    id: account.id,
    label: account.displayName,
    locale: account.locale,
    grants,
  };
  return { id: account.id, email, phone, actor };
}

function wholeGrant(grant: GrantInput): Grant {
  return {
    role: grant.role,
    organisationId: grant.organisationId,
    regionId: grant.regionId ?? null,
    schoolId: grant.schoolId ?? null,
    centreId: grant.centreId ?? null,
    juryId: grant.juryId ?? null,
  };
}

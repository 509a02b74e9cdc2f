import { readFile } from 'node:fs/promises';
import { publicJwkSchema } from '#app/domain/verification/public-jwk.ts';
import { type StatusList, verifyStatusList } from '#app/domain/verification/status-list.ts';
import {
  embeddedRootKey,
  type ProvenTrust,
  readKeySet,
  type Trust,
  verifyLaterTrustList,
  verifyTrustList,
} from '#app/domain/verification/trust-list.ts';
import type { StatusKnowledge } from '#app/domain/verification/verify.ts';

export type KnowledgeFiles = {
  readonly jwks?: string | undefined;
  /** The first is proven by the root; each other by the root of the one before, or the next one that names. */
  readonly trust?: readonly string[] | undefined;
  readonly root?: string | undefined;
  readonly status?: readonly string[] | undefined;
};

/** What the files say, and one line about each that is not used: to know less is never to say more. */
export type FoundKnowledge = {
  readonly trust: Trust | undefined;
  readonly status: StatusKnowledge | undefined;
  readonly problems: readonly string[];
};

/** Reads the keys and lists an operator gives. A file that is missing, damaged or unproven is as good as none. */
export async function readKnowledge(files: KnowledgeFiles): Promise<FoundKnowledge> {
  const problems: string[] = [];
  const trust = await readTrust(files, problems);
  return { trust, status: await readStatuses(files.status ?? [], trust, problems), problems };
}

async function readGiven(file: string, problems: string[]): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) problems.push(`${file} is not used: it cannot be read`);
  return text;
}

async function readJson(file: string, problems: string[]): Promise<unknown> {
  const text = await readGiven(file, problems);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    problems.push(`${file} is not used: it is not JSON`);
    return undefined;
  }
}

async function readTrust(
  { jwks, trust, root }: KnowledgeFiles,
  problems: string[],
): Promise<Trust | undefined> {
  const list = await readTrustLists(trust ?? [], root, problems);
  const set = jwks === undefined ? undefined : await readKeys(jwks, problems);
  return list && set ? { ...list, keys: [...list.keys, ...set.keys] } : (list ?? set);
}

async function readKeys(file: string, problems: string[]): Promise<Trust | undefined> {
  const read = await readJson(file, problems);
  if (read === undefined) return undefined;
  const set = readKeySet(read);
  if (set.ok) return set.value;
  problems.push(`${file} is not used: it is not a JWK Set`);
  return undefined;
}

async function readTrustLists(
  [first, ...later]: readonly string[],
  rootFile: string | undefined,
  problems: string[],
): Promise<Trust | undefined> {
  let proven = first === undefined ? undefined : await readTrustList(first, rootFile, problems);
  for (const file of later) {
    const jws = await readGiven(file, problems);
    if (jws === undefined) continue;
    const next = proven && verifyLaterTrustList(jws, proven);
    const older = next?.ok && versionOf(next.value) < versionOf(proven);
    if (next?.ok && !older) proven = next.value;
    else problems.push(`${file} is not used: ${older ? 'it is older' : 'nothing before it names its root'}`);
  }
  return proven?.trust;
}

const versionOf = (proven: ProvenTrust | undefined) => proven?.trust.list?.version ?? 0;

/** Without a root key the list is checked against the one it carries itself, and so trusted as given. */
async function readTrustList(
  file: string,
  rootFile: string | undefined,
  problems: string[],
): Promise<ProvenTrust | undefined> {
  const jws = await readGiven(file, problems);
  if (jws === undefined) return undefined;
  const given = rootFile === undefined ? embeddedRootKey(jws) : await readJson(rootFile, problems);
  const root = publicJwkSchema.safeParse(given);
  if (!root.success) {
    problems.push(
      rootFile === undefined
        ? `${file} is not used: it carries no root key; give it with --root`
        : `${file} is not used: ${rootFile} is not a public key`,
    );
    return undefined;
  }
  const trust = verifyTrustList(jws, root.data);
  if (trust.ok) return { trust: trust.value, root: root.data };
  problems.push(`${file} is not used: ${trust.reason}`);
  return undefined;
}

async function readStatuses(
  files: readonly string[],
  trust: Trust | undefined,
  problems: string[],
): Promise<StatusKnowledge | undefined> {
  const lists: StatusList[] = [];
  for (const file of files) {
    const jwt = await readGiven(file, problems);
    if (jwt === undefined) continue;
    const list = verifyStatusList(jwt, trust ?? { keys: [] });
    if (list.ok) lists.push(list.value);
    else problems.push(`${file} is not used: ${list.reason}`);
  }
  return lists.length > 0 ? { from: 'lists', lists } : undefined;
}

import { type FSWatcher, mkdirSync, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { resultFolders } from './file-results.server.ts';
import { openSnapshotFile } from './open-snapshot.server.ts';
import { isPointerName, parsePointer, pointerName } from './pointer.ts';
import type { OpenSnapshot, PublishedResults } from './port.ts';

/** A change that the watch misses (a network folder) is seen by looking. */
const LOOK_EVERY_MS = 300;
/** Longer than any answer takes that still reads the file it began with. */
const CLOSE_AFTER_MS = 60_000;

type Followed = {
  /** Which write of the pointer this is. */
  readonly stamp: string;
  readonly snapshot: (OpenSnapshot & { readonly close: () => void }) | undefined;
  /** The file system refused: the file may still come, or be readable again. What is wrong in a file stays wrong. */
  readonly tryAgain?: boolean;
};

export type FollowOptions = {
  /** A pointer that can't be followed; what was read before goes on being read. */
  readonly onProblem: (error: unknown, pointer: string) => void;
};

/** Opens the files that the pointers under `directory` name, and follows the pointers until `close`. */
export function followResults(directory: string, { onProblem }: FollowOptions): PublishedResults {
  const { files, pointers } = resultFolders(directory);
  mkdirSync(pointers, { recursive: true, mode: 0o700 });
  const followed = new Map<string, Followed>();
  const closing = new Map<NodeJS.Timeout, () => void>();
  let order: readonly OpenSnapshot[] = [];

  const closeLater = ({ snapshot }: Followed) => {
    if (!snapshot) return;
    const timer = setTimeout(() => {
      closing.delete(timer);
      snapshot.close();
    }, CLOSE_AFTER_MS).unref();
    closing.set(timer, snapshot.close);
  };
  const follow = (name: string) => {
    const known = followed.get(name);
    const stamp = stampOf(join(pointers, name));
    if (stamp === undefined || (stamp === known?.stamp && !known.tryAgain)) return false;
    try {
      const pointer = parsePointer(readFileSync(join(pointers, name), 'utf8'));
      if (!pointer) throw new Error('This file is no pointer');
      if (pointerName(pointer.sittingId) !== name) throw new Error('This pointer is of another sitting');
      followed.set(name, { stamp, snapshot: openSnapshotFile(join(files, pointer.fileName), pointer) });
      if (known) closeLater(known);
      return true;
    } catch (error) {
      const tryAgain = error instanceof Error && 'syscall' in error;
      followed.set(name, { stamp, snapshot: known?.snapshot, tryAgain });
      if (stamp !== known?.stamp) onProblem(error, name);
      return false;
    }
  };
  const look = () => {
    const names = readdirSync(pointers).filter(isPointerName);
    const opened = names.map(follow).includes(true);
    const gone = [...followed.keys()].filter((name) => !names.includes(name));
    for (const name of gone) {
      const one = followed.get(name);
      followed.delete(name);
      if (one) closeLater(one);
    }
    if (opened || gone.length > 0) order = inOrder(followed.values());
  };
  const lookSafely = () => {
    try {
      look();
    } catch (error) {
      onProblem(error, pointers);
    }
  };
  look();
  const watcher = watchFolder(pointers, lookSafely);
  const timer = setInterval(lookSafely, LOOK_EVERY_MS).unref();
  return {
    list: () => order,
    open: (sittingId) => followed.get(`${sittingId}.json`)?.snapshot,
    async close() {
      clearInterval(timer);
      watcher?.close();
      for (const [waiting, close] of closing) {
        clearTimeout(waiting);
        close();
      }
      closing.clear();
      for (const { snapshot } of followed.values()) snapshot?.close();
      followed.clear();
      order = [];
    },
  };
}

function inOrder(all: Iterable<Followed>): readonly OpenSnapshot[] {
  const open = [...all].flatMap(({ snapshot }) => (snapshot ? [snapshot] : []));
  const key = ({ head }: OpenSnapshot) => `${head.publishedAt} ${head.sittingId}`;
  return open.sort((a, b) => (key(a) < key(b) ? 1 : -1));
}

/** A rename gives the pointer another inode; `undefined` when it went away meanwhile. */
function stampOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found && `${found.ino} ${found.mtimeNs} ${found.size}`;
}

/** Some file systems can't be watched: looking is enough there. */
function watchFolder(path: string, onChange: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(path, { persistent: false }, onChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}

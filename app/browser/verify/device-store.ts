/** What this device keeps between visits: the root key it knows, the lists it proved, and when. */
export type DeviceStore = {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
};

const DATABASE = 'palmares-verify';
const TABLE = 'kept';

/** Memory alone where a browser keeps nothing (private windows): each visit is then the first. */
export async function openDeviceStore(): Promise<DeviceStore> {
  const database = await open().catch(() => undefined);
  return database ? inDatabase(database) : inMemory();
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}

function inDatabase(database: IDBDatabase): DeviceStore {
  const table = (mode: IDBTransactionMode) => database.transaction(TABLE, mode).objectStore(TABLE);
  return {
    // A browser may close the database, or be full: what is not kept is asked for again.
    get: (key) => attempted(() => table('readonly').get(key)),
    put: async (key, value) => void (await attempted(() => table('readwrite').put(value, key))),
  };
}

/** What was asked of the database; nothing where it refuses, at once or later. */
async function attempted<T>(ask: () => IDBRequest<T>): Promise<T | undefined> {
  try {
    return await settled(ask());
  } catch {
    return undefined;
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function inMemory(): DeviceStore {
  const kept = new Map<string, unknown>();
  return {
    get: async (key) => kept.get(key),
    put: async (key, value) => void kept.set(key, value),
  };
}

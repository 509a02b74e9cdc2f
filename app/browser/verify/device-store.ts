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
    get: (key) => settled(table('readonly').get(key)).catch(() => undefined),
    put: (key, value) =>
      settled(table('readwrite').put(value, key)).then(
        () => undefined,
        () => undefined,
      ),
  };
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

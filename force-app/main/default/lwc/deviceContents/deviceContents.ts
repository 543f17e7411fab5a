/** The contents of files in the browser's own database, each under a key. A database that is blocked or full is no failure. */

const DATABASE = 'createFromNotes';
const STORE = 'contents';
/** Takes the place of a database that is blocked or full, as long as the page stays open. */
const memory = new Map<string, Blob>();

/** @returns false when the content is kept by this page alone */
export async function putContent(key: string, content: Blob): Promise<boolean> {
  try {
    await inStore('readwrite', (store) => store.put(content, key));
    memory.delete(key);
    return true;
  } catch {
    // What stood there before would pass for this one at the next visit, and be sent as the rest of it.
    await deleteContents([key]);
    memory.set(key, content);
    return false;
  }
}

export async function getContent(key: string): Promise<Blob | null> {
  const kept = memory.get(key);
  if (kept) return kept;
  const stored = await inStore<Blob | undefined>('readonly', (store) => store.get(key)).catch(() => undefined);
  return stored ?? null;
}

export async function deleteContents(keys: string[]): Promise<void> {
  for (const key of keys) memory.delete(key);
  if (keys.length > 0) {
    await inStore('readwrite', (store) => keys.map((key) => store.delete(key)).at(-1)).catch(() => null);
  }
}

/** Deletes what begins with the prefix and that nobody knows: a page that was closed in the middle leaves such. */
export async function deleteUnknown(prefix: string, isKnown: (key: string) => boolean): Promise<void> {
  const stored = await inStore('readonly', (store) =>
    store.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`)),
  ).catch(() => []);
  await deleteContents((stored ?? []).map(String).filter((key) => !isKnown(key)));
}

/** Runs one request in a transaction of its own, and waits until it is written. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result> | undefined,
): Promise<Result | undefined> {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode);
    const request = ask(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    });
    return request?.result;
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('blocked'));
    request.onblocked = () => reject(new Error('blocked'));
  });
}

/**
 * As much of IndexedDB as the components use: one store of values under keys. jsdom has none. It answers in tasks of its own,
 * and a transaction is complete after its requests.
 */
const later = (act) => setTimeout(act, 0);

function requestOf(result) {
  const request = { result };
  later(() => request.onsuccess?.());
  return request;
}

class Store {
  constructor(contents, disk) {
    this.contents = contents;
    this.disk = disk;
    this.isRefused = false;
  }
  put(value, key) {
    this.isRefused = this.disk.full;
    if (!this.isRefused) this.contents.set(key, value);
    return requestOf(key);
  }
  get(key) {
    return requestOf(this.contents.get(key));
  }
  delete(key) {
    this.contents.delete(key);
    return requestOf(undefined);
  }
  getAllKeys({ lower, upper }) {
    return requestOf([...this.contents.keys()].filter((key) => key >= lower && key <= upper));
  }
}

/** @param disk while it is full, nothing is put into the database; what is there can be deleted */
export function installDatabase(disk = { full: false }) {
  const contents = new Map();
  globalThis.IDBKeyRange = { bound: (lower, upper) => ({ lower, upper }) };
  globalThis.indexedDB = {
    open() {
      const database = {
        createObjectStore: () => undefined,
        close: () => undefined,
        transaction() {
          const store = new Store(contents, disk);
          const transaction = { error: new Error('QuotaExceededError'), objectStore: () => store };
          later(() => later(() => (store.isRefused ? transaction.onabort() : transaction.oncomplete())));
          return transaction;
        },
      };
      const request = { result: database };
      later(() => {
        request.onupgradeneeded?.();
        request.onsuccess();
      });
      return request;
    },
  };
  return contents;
}

export function removeDatabase() {
  delete globalThis.indexedDB;
  delete globalThis.IDBKeyRange;
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { equalBytes } from "#crypto";

// Records by place in an IndexedDB of one member: the head is 0, segments come after it. Nothing in here knows what is in them.

export type Record = Uint8Array<ArrayBuffer>;
const STORE = "records";
const HEAD = 0;

/** The browser keeps nothing here, or nothing more: private windows, a full disk. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new StoreUnavailable("refused", { cause: request.error }));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(new StoreUnavailable("not kept", { cause: transaction.error }));
  });
}

/** Half of a change is never kept. */
async function orAborted<T>(transaction: IDBTransaction, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  try {
    return await work(transaction.objectStore(STORE));
  } catch (error) {
    if (transaction.error === null) transaction.abort();
    throw error;
  }
}

/** @returns null where there is none and none may be made */
async function openDatabase(name: string, mayMake: boolean): Promise<IDBDatabase | null> {
  const request = indexedDB.open(name, 1);
  let isMissing = false;
  request.onupgradeneeded = () => {
    isMissing = !mayMake;
    if (isMissing) request.transaction?.abort();
    else request.result.createObjectStore(STORE);
  };
  return settled(request).catch((error: unknown) => {
    if (isMissing) return null;
    throw error;
  });
}

/** Open for as long as one transaction takes: another page can take it away at any other time. @returns as openDatabase */
async function within<T>(
  name: string,
  mayMake: boolean,
  work: (store: IDBObjectStore) => Promise<T>,
): Promise<T | null> {
  let database: IDBDatabase | null = null;
  try {
    database = await openDatabase(name, mayMake);
    if (database === null) return null;
    const transaction = database.transaction(STORE, "readwrite");
    const [result] = await Promise.all([orAborted(transaction, work), done(transaction)]);
    return result;
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    throw new StoreUnavailable("this browser keeps nothing", { cause: error });
  } finally {
    database?.close();
  }
}

/** What was put there by something else than this program is no bytes. */
const bytesOf = (value: unknown): Record => (value instanceof Uint8Array ? new Uint8Array(value) : new Uint8Array(0));

export interface Stored {
  /** Empty where there is none. */
  readonly head: Record;
  /** By place, without gaps. */
  readonly segments: readonly Record[];
}

/** @returns null where nothing is kept @throws StoreUnavailable */
export async function readRecords(name: string): Promise<Stored | null> {
  return within(name, false, async (store) => {
    const head = settled<unknown>(store.get(HEAD));
    const segments = settled<unknown[]>(store.getAll(IDBKeyRange.lowerBound(HEAD, true)));
    return { head: bytesOf(await head), segments: (await segments).map(bytesOf) };
  });
}

export interface Change {
  /** As it was read or written last; empty where there was none. */
  readonly before: Record;
  readonly head: Record;
  /** From this place on, segments are these and no others. */
  readonly from: number;
  readonly segments: readonly Record[];
}

/**
 * All of it or nothing, also in a crash.
 * @returns whether it was; another page may have changed what is there, or taken it away (null), and then nothing changes
 * @throws StoreUnavailable
 */
export async function changeRecords(name: string, { before, head, from, segments }: Change): Promise<boolean | null> {
  return within(name, before.length === 0, async (store) => {
    const isAsBefore = equalBytes(bytesOf(await settled<unknown>(store.get(HEAD))), before);
    if (!isAsBefore) return false;
    store.delete(IDBKeyRange.lowerBound(from));
    for (const [i, segment] of segments.entries()) store.put(segment, from + i);
    store.put(head, HEAD);
    return true;
  });
}

/** @throws StoreUnavailable */
export async function removeRecords(name: string): Promise<void> {
  await settled(indexedDB.deleteDatabase(name));
}

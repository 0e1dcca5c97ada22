// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What tests use of Node's global objects that neither es2024 nor Node's types declare.

declare namespace WebAssembly {
  function validate(bytes: Uint8Array): boolean;
  function instantiate(bytes: Uint8Array): Promise<unknown>;
}

// What the client's Worker uses of IndexedDB, which Node does not have: there, nothing is kept.

interface IDBRequest<T = unknown> {
  readonly result: T;
  readonly error: Error | null;
  readonly transaction: IDBTransaction | null;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}

interface IDBOpenDBRequest extends IDBRequest<IDBDatabase> {
  onupgradeneeded: (() => void) | null;
}

interface IDBTransaction {
  readonly error: Error | null;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  abort(): void;
  objectStore(name: string): IDBObjectStore;
}

interface IDBObjectStore {
  get(key: number): IDBRequest;
  getAll(range: IDBKeyRange): IDBRequest<unknown[]>;
  put(value: unknown, key: number): IDBRequest;
  delete(range: IDBKeyRange): IDBRequest;
}

interface IDBDatabase {
  createObjectStore(name: string): IDBObjectStore;
  transaction(store: string, mode: "readwrite"): IDBTransaction;
  close(): void;
}

interface IDBKeyRange {
  readonly lower: unknown;
}

declare const IDBKeyRange: { lowerBound(key: number, isOpen?: boolean): IDBKeyRange };

declare const indexedDB: {
  open(name: string, version: number): IDBOpenDBRequest;
  deleteDatabase(name: string): IDBRequest;
  databases(): Promise<readonly { readonly name?: string }[]>;
};

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { shelfName, type KeptEnvelope } from "#crypto";
import type { ShelfState } from "../protocol/index.ts";
import type { TeamKey, Writers } from "./desk-case.ts";
import type { Letters } from "./letters.ts";
import { fetchPart } from "./part.ts";
import type { Recalled, Shelf } from "./shelf.ts";

/** That it is there is how a device remembers that its owner wants it. Makes none. */
async function isThere(name: string): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some((database) => database.name === name);
  } catch {
    return false;
  }
}

/** A member's shelf, on devices where they want one: elsewhere its code is not even fetched. */
export class OwnShelf {
  readonly #box: Uint8Array;
  readonly #origin: string;
  #shelf: Shelf | null = null;
  #hasLooked = false;

  /** @param box X-Wing seed of the member's keyring */
  constructor(box: Uint8Array, origin: string) {
    this.#box = box;
    this.#origin = origin;
  }

  get state(): ShelfState {
    return this.#shelf?.state ?? "none";
  }

  /** @returns null where everything has to be read @throws WorkerFailure `log_inconsistent`; PartMissing */
  async recall(keys: readonly TeamKey[], writers: Writers, letters: Letters): Promise<Recalled | null> {
    if (!this.#hasLooked && (await isThere(shelfName(this.#box, this.#origin)))) await this.begin();
    this.#hasLooked = true;
    return (await this.#shelf?.recall(keys, writers, letters)) ?? null;
  }

  take(found: KeptEnvelope): void {
    this.#shelf?.take(found);
  }

  async keep(keys: readonly TeamKey[], writers: Writers, letters: Letters): Promise<void> {
    await this.#shelf?.keep(keys, writers, letters);
  }

  /** From the next reading on, which must be of everything. */
  async begin(): Promise<void> {
    this.#shelf ??= await this.#open();
  }

  async #open(): Promise<Shelf> {
    const { Shelf } = await fetchPart(() => import("./shelf.ts"));
    return new Shelf(this.#box, this.#origin);
  }

  /** Where nothing was kept yet, nothing will be. */
  giveUp(): void {
    if (this.state === "none") this.#shelf = null;
  }

  /** @throws StoreUnavailable where the browser does not let go of it */
  async empty(): Promise<ShelfState> {
    await (this.#shelf ?? (await this.#open())).forget();
    this.#shelf = null;
    return this.state;
  }
}

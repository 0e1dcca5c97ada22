// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import { concat, leavesOfBurst } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { Problem } from "../problem.ts";
import { sha256 } from "./sha256.ts";

/** Bursts that one statement keeps, and that may wait for the next: 4 MB and 80 MB. */
const ROWS = 100;
const WAITING = 2_000;

interface Waiting {
  readonly hash: Uint8Array;
  readonly burst: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What is accepted and not yet in the tree. Group commit: whatever waits when the last flush ends goes as one statement and
 * one disk flush, without a timer.
 */
export class Pool {
  readonly #database: Database;
  #waiting: Waiting[] = [];
  #isFlushing = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Durable when it resolves. The same burst again resolves too: waiting, it is kept once; already in the tree, the sequencer
   * drops it.
   * @param leaves of the burst, whose hash is its name here: they are at hand, and 160 bytes are hashed sooner than 40,960
   * @throws Problem `busy`
   */
  keep(burst: Uint8Array, leaves: readonly Uint8Array[] = leavesOfBurst(burst, sha256)): Promise<void> {
    if (this.#waiting.length >= WAITING) throw new Problem("busy");
    return new Promise((resolve, reject) => {
      this.#waiting.push({ hash: sha256(concat(...leaves)), burst, resolve, reject });
      if (!this.#isFlushing) void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    this.#isFlushing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, ROWS);
      try {
        await this.#insert(batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#isFlushing = false;
  }

  /** Sorted by hash, so that the order of rows in one flush tells nothing of the order of arrival. */
  async #insert(batch: readonly Waiting[]): Promise<void> {
    const sorted = [...batch].sort((a, b) => Buffer.compare(a.hash, b.hash));
    const rows = sql.join(sorted.map(({ hash, burst }) => sql`(${hash}::bytea, ${burst}::bytea)`));
    await sql`insert into pool (burst_hash, burst) values ${rows} on conflict do nothing`.execute(this.#database);
  }
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import { concat, hex, uint8 } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { GroupCommit } from "../group-commit.ts";
import { sha256 } from "../log/index.ts";

/** Marks that one statement keeps, and that may wait for the next. */
const ROWS = 500;
const WAITING = 10_000;
const MARK_BYTES = 16;

/** `key id 1 ‖ mark 16`. */
const rowOf = (keyId: number, enc: Uint8Array): Uint8Array => concat(uint8(keyId), sha256(enc).subarray(0, MARK_BYTES));

interface Row {
  readonly key_id: number;
  readonly mark: Buffer;
}

/**
 * In order, so that where a row lies tells nothing of what came before it within a flush, and instances do not wait for each other. A key that is gone takes no more marks:
 * an instance whose clock is behind answers nothing with it. One text for however many rows.
 */
async function insert(database: Database, rows: readonly Uint8Array[]): Promise<Set<string>> {
  const joined = Buffer.from(concat(...rows));
  const inserted = await sql<Row>`
    insert into gateway_mark (key_id, mark)
    select key_id, mark
    from (
      select get_byte(${joined}::bytea, i * 17) as key_id, substring(${joined}::bytea from i * 17 + 2 for 16) as mark
      from generate_series(0, ${rows.length - 1}::int) i) seen
    where key_id / 2 in (select number from gateway_key)
    order by key_id, mark
    on conflict do nothing
    returning key_id, mark`.execute(database);
  return new Set(inserted.rows.map(({ key_id, mark }) => hex(concat(uint8(key_id), mark))));
}

/** Which requests were seen, of all instances, for as long as their key is answered to. */
export class Marks {
  readonly #commit: GroupCommit<Uint8Array, boolean>;

  constructor(database: Database) {
    this.#commit = new GroupCommit({
      rows: ROWS,
      waiting: WAITING,
      flush: async (rows: readonly Uint8Array[]) => {
        const inserted = await insert(database, rows);
        // Of the same one twice in a flush the first is new.
        return rows.map((row) => inserted.delete(hex(row)));
      },
    });
  }

  /**
   * Durable when it resolves.
   * @param enc of a request that opened
   * @returns whether it was not seen before
   * @throws Problem `busy`
   */
  async isNew(keyId: number, enc: Uint8Array): Promise<boolean> {
    return this.#commit.add(rowOf(keyId, enc));
  }
}

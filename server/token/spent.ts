// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql } from "kysely";
import type { Database } from "../database/index.ts";
import { Problem } from "../problem.ts";

/** One batch that a pass or card is spent on. */
export interface Spending {
  /** Nullifier of the pass, or hash of the card. */
  readonly name: Uint8Array;
  /** SHA-256 of the request. */
  readonly batchHash: Uint8Array;
  /** Whether it may be spent now. Else it must have been spent on this very batch before: the key has changed since. */
  readonly isFirst: boolean;
}

/**
 * Durable when it resolves: dying before the answer is out leaves the batch known, and it is signed again.
 * @throws Problem `pass_spent`; `malformed` for a batch under an old key that nobody asked for before
 */
export async function spendPass(database: Database, { name, batchHash, isFirst }: Spending): Promise<void> {
  const row = { nullifier: Buffer.from(name), batch_hash: Buffer.from(batchHash) };
  if (isFirst) {
    const inserted = await database
      .insertInto("pass_spent")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 1n) return;
  }
  const spent = await database
    .selectFrom("pass_spent")
    .select("batch_hash")
    .where("nullifier", "=", row.nullifier)
    .executeTakeFirst();
  if (spent === undefined) throw new Problem("malformed");
  if (!spent.batch_hash.equals(row.batch_hash)) throw new Problem("pass_spent");
}

/**
 * Durable when it resolves.
 * @param year in which it is given in: cards of that year and the one before are worth something
 * @throws Problem `card_unknown` or `card_spent`; `malformed` as for a pass
 */
export async function spendCard(
  database: Database,
  { name, batchHash, isFirst }: Spending,
  year: number,
): Promise<void> {
  const hash = Buffer.from(name);
  const batch = Buffer.from(batchHash);
  const { rows } = await sql<{ batch_hash: Buffer | null }>`
    update card set batch_hash = case when ${isFirst} then coalesce(batch_hash, ${batch}::bytea) else batch_hash end
    where hash = ${hash} and year between ${year - 1} and ${year}
    returning batch_hash`.execute(database);
  const [card] = rows;
  if (card === undefined) throw new Problem("card_unknown");
  if (card.batch_hash === null) throw new Problem("malformed");
  if (!card.batch_hash.equals(batch)) throw new Problem("card_spent");
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { CompiledQuery } from "kysely";
import { compareBytes, concat, hex, spentMark, type Token } from "../../crypto/index.ts";
import { PREPARED, type Database } from "../database/index.ts";
import { GroupCommit } from "../group-commit.ts";
import { hmacSha256 } from "../hmac.ts";
import { Problem } from "../problem.ts";
import { sha256 } from "./sha256.ts";

/** Bursts that one statement keeps, and that may wait for the next: 4 MB and 80 MB. */
const ROWS = 100;
const WAITING = 2_000;

/** What a burst costs. */
export interface Price {
  /** 32 bytes. */
  readonly nullifier: Uint8Array;
  readonly token: Token;
}

interface Offered {
  readonly nullifier: Uint8Array;
  /** Tells whoever has the token whether it is the same burst. */
  readonly mark: Uint8Array;
  readonly hash: Uint8Array;
  readonly burst: Uint8Array;
}

/** What is accepted and not yet in the tree, kept by group commit. */
export class Pool {
  readonly #database: Database;
  readonly #origin: string;
  readonly #commit: GroupCommit<Offered, boolean>;

  constructor(database: Database, origin: string) {
    this.#database = database;
    this.#origin = origin;
    this.#commit = new GroupCommit({ rows: ROWS, waiting: WAITING, flush: (offered) => this.#flush(offered) });
  }

  /**
   * Durable when it resolves, the token spent and the burst kept in one statement. The same burst with the same token again
   * resolves too, and is kept once.
   * @param leaves of the burst, whose hash is its name here: they are at hand, and 160 bytes are hashed sooner than 40,960
   * @throws Problem `busy`; `token_spent` where the token was spent on another burst
   */
  keep(burst: Uint8Array, { nullifier, token }: Price, leaves: readonly Uint8Array[]): Promise<void> {
    const hash = sha256(concat(...leaves));
    const mark = spentMark(token, hash, this.#origin, sha256, hmacSha256);
    return this.#commit.add({ nullifier, mark, hash, burst }).then((isPaid) => {
      if (!isPaid) throw new Problem("token_spent");
    });
  }

  /** @returns for each whether its token is spent on it, now or before */
  async #flush(offered: readonly Offered[]): Promise<boolean[]> {
    const paid = new Set((await insertPaid(this.#database, offered)).map(nameOf));
    const others = offered.filter((each) => !paid.has(nameOf(each)));
    if (others.length > 0) {
      // Spent before, by a statement that has ended: another one of this burst, or of another.
      const nullifiers = others.map(({ nullifier }) => Buffer.from(nullifier));
      const spent = await this.#database
        .selectFrom("token_spent")
        .select(["nullifier", "mark"])
        .where("nullifier", "in", nullifiers)
        .execute();
      for (const row of spent) paid.add(nameOf(row));
    }
    return offered.map((each) => paid.has(nameOf(each)));
  }
}

type Spent = Pick<Offered, "nullifier" | "mark">;

const nameOf = ({ nullifier, mark }: Spent): string => hex(nullifier) + hex(mark);

/** Text of a statement for so many bursts: made once for each number of rows. */
const texts = new Map<number, string>();

/**
 * Spends tokens and keeps bursts, all in one statement: of a token that is offered twice one wins, here and between instances, and
 * only the burst that won is kept. Bursts stand in a list of their own, joined by number: a list that is used twice is copied.
 */
function textFor(rows: number): string {
  const known = texts.get(rows);
  if (known !== undefined) return known;
  const list = (first: number): string =>
    Array.from({ length: rows }, (_, i) => `(${i}, $${first + 2 * i}::bytea, $${first + 2 * i + 1}::bytea)`).join();
  const text = `${PREPARED}
    with offer (number, nullifier, mark) as (values ${list(1)}),
    spent as (
      insert into token_spent (nullifier, mark)
      select distinct on (nullifier) nullifier, mark from offer order by nullifier, number
      on conflict do nothing
      returning nullifier, mark),
    paid as (
      select distinct on (nullifier) number from offer join spent using (nullifier, mark) order by nullifier, number),
    kept as (
      insert into pool (burst_hash, burst)
      select burst_hash, burst from (values ${list(1 + 2 * rows)}) as burst (number, burst_hash, burst) join paid using (number)
      on conflict do nothing)
    select nullifier, mark from spent`;
  texts.set(rows, text);
  return text;
}

/** A view of the same bytes that goes to PostgreSQL as bytes. */
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** Sorted, so that the order of rows in one flush tells nothing of the order of arrival. @returns what was spent */
async function insertPaid(database: Database, batch: readonly Offered[]): Promise<Spent[]> {
  const sorted = [...batch].sort((a, b) => compareBytes(a.hash, b.hash));
  const parameters = [
    ...sorted.flatMap(({ nullifier, mark }) => [nullifier, mark]),
    ...sorted.flatMap(({ hash, burst }) => [hash, burst]),
  ].map(asBuffer);
  const { rows } = await database.executeQuery<Spent>(CompiledQuery.raw(textFor(batch.length), parameters));
  return rows;
}

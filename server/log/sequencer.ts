// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { sql, type Transaction } from "kysely";
import {
  compareBytes,
  concat,
  HASH_BYTES,
  hex,
  letterEntry,
  shuffled,
  splitBurst,
  type NoteSigner,
} from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { BoardTables } from "../database/schema.ts";
import { sha256 } from "./sha256.ts";
import { appendToLog, writeEnvelopes } from "./store.ts";

/** Any number of instances may run; the one that holds this PostgreSQL advisory lock sequences. */
const ADVISORY_LOCK = 7_305_801;

/** Bursts that one transaction takes: 82 MB. More than that stay for the next one, which follows at once. */
const BURSTS = 2_000;

interface Letter {
  readonly envelope: Uint8Array;
  readonly entry: Uint8Array;
}

/** An entry ends in the SHA-256 of its envelope. */
const hashOf = ({ entry }: Letter): Uint8Array => entry.subarray(-HASH_BYTES);

/**
 * Notes the envelopes of some bursts as in the tree.
 * @returns those that were there before, in hexadecimal
 */
async function noteEnvelopes(session: Transaction<BoardTables>, hashes: readonly Uint8Array[]): Promise<Set<string>> {
  const different = new Map(hashes.map((hash) => [hex(hash), hash]));
  // In order, so that where a row lies tells nothing about which it came with; as one value, because an array of 10,000 is slow.
  const sorted = [...different.values()].sort(compareBytes);
  const { rows } = await sql<{ envelope_hash: Buffer }>`
    insert into letters_envelope (envelope_hash)
    select substring(${Buffer.from(concat(...sorted))}::bytea from i * 32 + 1 for 32)
    from generate_series(0, ${sorted.length - 1}::int) i
    on conflict do nothing
    returning envelope_hash`.execute(session);
  for (const { envelope_hash } of rows) different.delete(hex(envelope_hash));
  return new Set(different.keys());
}

/** The envelopes of every burst that is not wholly in the tree already; of the same five twice, once. */
function newLetters(bursts: readonly (readonly Letter[])[], known: Set<string>): Letter[] {
  const letters: Letter[] = [];
  for (const burst of bursts) {
    const hashes = burst.map((letter) => hex(hashOf(letter)));
    if (hashes.every((hash) => known.has(hash))) continue;
    for (const hash of hashes) known.add(hash);
    letters.push(...burst);
  }
  return letters;
}

/**
 * Moves the pool into the tree: all envelopes of all bursts shuffled together, so that neither which five came together nor
 * when is left. One transaction: dying anywhere in it leaves the pool as it was, and the next run does it again.
 * @returns how many bursts it took from the pool
 */
export function sequence(database: Database, signer: NoteSigner): Promise<number> {
  return database.transaction().execute(async (session) => {
    const { rows: locks } = await sql<{ held: boolean }>`
      select pg_try_advisory_xact_lock(${ADVISORY_LOCK}) as held`.execute(session);
    if (locks[0]?.held !== true) return 0;
    const { rows } = await sql<{ burst: Buffer }>`
      delete from pool where burst_hash in (select burst_hash from pool limit ${BURSTS}) returning burst`.execute(
      session,
    );
    if (rows.length === 0) return 0;
    const bursts = rows.map(({ burst }) =>
      splitBurst(burst).map((envelope) => ({ envelope, entry: letterEntry(envelope, sha256) })),
    );
    const known = await noteEnvelopes(session, bursts.flat().map(hashOf));
    const letters = shuffled(newLetters(bursts, known));
    if (letters.length === 0) return rows.length;
    const entries = letters.map(({ entry }) => entry);
    const { from } = await appendToLog(session, "letters", entries, signer);
    const envelopes = letters.map(({ envelope }) => envelope);
    await writeEnvelopes(session, from, envelopes);
    return rows.length;
  });
}

/** Empties the pool, however full. @param onGrowth after every step that took something */
async function drain(database: Database, signer: NoteSigner, onGrowth: () => void): Promise<void> {
  for (let taken = BURSTS; taken >= BURSTS;) {
    taken = await sequence(database, signer);
    if (taken > 0) onGrowth();
  }
}

export interface Sequencer {
  /** Waits for a run that is going on. */
  stop(): Promise<void>;
}

/**
 * Sequences at whole multiples of the interval since 1970, so that every instance and every client knows when.
 * @param onFailure what a failed run threw; the next interval tries again
 * @param onGrowth after a run, or a step of one, that moved something into the tree
 */
export function startSequencer(
  database: Database,
  signer: NoteSigner,
  intervalMs: number,
  onFailure: (error: unknown) => void,
  onGrowth: () => void = () => undefined,
): Sequencer {
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    try {
      await drain(database, signer, onGrowth);
    } catch (error) {
      onFailure(error);
    }
    schedule();
  };
  const schedule = (): void => {
    if (isStopped) return;
    timer = setTimeout(
      () => {
        running = run();
      },
      intervalMs - (Date.now() % intervalMs),
    );
  };
  schedule();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

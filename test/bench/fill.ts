// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { BURST_BYTES, ENVELOPES_PER_BURST, leavesOfBurst } from "../../crypto/index.ts";
import { Pool, sequence, sha256 } from "../../server/log/index.ts";
import { vouchFor } from "../server/vouched.ts";
import { ORIGIN, type Board } from "./board.ts";

// Makes a log long without HTTP: random bursts into the pool, and the real sequencer. To a reader's keys random bytes are what a
// stranger's envelope is: the key decapsulates something, and the seal does not open.

/** Bursts under way at once: 20 MB. */
const BURSTS = 500;

/** Spends a token that nobody looked at: what is filled here is the log. */
function keep(pool: Pool, burst: Uint8Array): Promise<void> {
  const nothing = new Uint8Array(32);
  const token = { nonce: randomBytes(32), challengeDigest: nothing, keyId: nothing, authenticator: nothing };
  return pool.keep(burst, { token, nullifier: randomBytes(32) }, leavesOfBurst(burst, sha256));
}

/** Accepts random bursts as the server does. */
export async function fillPool({ database }: Board, bursts: number): Promise<void> {
  const pool = new Pool(database, ORIGIN);
  for (let left = bursts; left > 0; left -= BURSTS) {
    const some = Array.from({ length: Math.min(left, BURSTS) }, () => keep(pool, randomBytes(BURST_BYTES)));
    await Promise.all(some);
  }
}

export async function logSize({ database }: Board): Promise<number> {
  const row = await database.selectFrom("log").select("size").where("name", "=", "letters").executeTakeFirstOrThrow();
  return row.size;
}

/** Whatever is in the pool goes into the tree, and the witnesses vouch for it: a reader waits for them where they do not. */
export async function drain(board: Board): Promise<void> {
  while ((await sequence(board.database, board.signer)) > 0);
  await vouchFor(board);
}

/** Fills the log to at least this many envelopes. */
export async function fillLog(board: Board, size: number): Promise<void> {
  const step = 2 * BURSTS * ENVELOPES_PER_BURST;
  for (let missing = size - (await logSize(board)); missing > 0; missing -= step) {
    await fillPool(board, Math.ceil(Math.min(missing, step) / ENVELOPES_PER_BURST));
    await drain(board);
  }
}

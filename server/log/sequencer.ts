import { sql } from "kysely";
import { compareBytes, letterEntry, shuffled, splitBurst, type NoteSigner } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { sha256 } from "./sha256.ts";
import { appendToLog, writeEnvelopes } from "./store.ts";

/** Any number of instances may run; the one that holds this PostgreSQL advisory lock sequences. */
const ADVISORY_LOCK = 7_305_801;

/** Bursts that one transaction takes: 82 MB. More than that stay for the next one, which follows at once. */
const BURSTS = 2_000;

/**
 * Moves the pool into the tree: all envelopes of all bursts shuffled together, so that neither which five came together nor
 * when is left. One transaction: dying anywhere in it leaves the pool as it was, and the next run does it again.
 * @returns the number of envelopes that went in
 */
export function sequence(database: Database, signer: NoteSigner): Promise<number> {
  return database.transaction().execute(async (session) => {
    const { rows: locks } = await sql<{ held: boolean }>`
      select pg_try_advisory_xact_lock(${ADVISORY_LOCK}) as held`.execute(session);
    if (locks[0]?.held !== true) return 0;
    const { rows } = await sql<{ burst_hash: Buffer; burst: Buffer; known: boolean }>`
      delete from pool where burst_hash in (select burst_hash from pool limit ${BURSTS})
      returning burst_hash, burst, exists (select from accepted where accepted.burst_hash = pool.burst_hash) as known`.execute(
      session,
    );
    // A burst posted again while it was being sequenced can be back in the pool: it is in the tree, and stays there once.
    const fresh = rows.filter(({ known }) => !known);
    if (fresh.length === 0) return 0;
    const envelopes = shuffled(fresh.flatMap(({ burst }) => splitBurst(burst)));
    const entries = envelopes.map((envelope) => letterEntry(envelope, sha256));
    const { from } = await appendToLog(session, "letters", entries, signer);
    await writeEnvelopes(session, from, envelopes);
    const accepted = fresh
      .map(({ burst_hash }) => ({ burst_hash }))
      .sort((a, b) => compareBytes(a.burst_hash, b.burst_hash));
    await session.insertInto("accepted").values(accepted).execute();
    return envelopes.length;
  });
}

/** Empties the pool, however full. */
async function drain(database: Database, signer: NoteSigner): Promise<void> {
  while ((await sequence(database, signer)) >= BURSTS * 5);
}

export interface Sequencer {
  /** Waits for a run that is going on. */
  stop(): Promise<void>;
}

/**
 * Sequences at whole multiples of the interval since 1970, so that every instance and every client knows when.
 * @param onFailure what a failed run threw; the next interval tries again
 */
export function startSequencer(
  database: Database,
  signer: NoteSigner,
  intervalMs: number,
  onFailure: (error: unknown) => void,
): Sequencer {
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    try {
      await drain(database, signer);
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

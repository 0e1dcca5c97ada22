// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { LOGS, type LogShortName } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { WitnessAddress } from "../witness/index.ts";
import type { WitnessFailure } from "./ask-witness.ts";
import { Errand } from "./errand.ts";

/** How often it is looked whether a cosignature is missing or growing old, beside every growth. */
const LOOK_MS = 5 * 60_000;

/** Where things are said that somebody should look into. */
interface ErrorLog {
  error(what: Readonly<Record<string, string>>, message: string): void;
}

const WORDS: Partial<Record<WitnessFailure, string>> = {
  longer_log: "a witness holds a longer log than this database; it may have been restored from an old copy",
  other_log: "a witness holds another log than this database; it may have been restored from an old copy",
};

/** Runs one thing at a time: whoever asks while it runs waits for one more run, together with all others who do. */
class Turn {
  readonly #run: () => Promise<void>;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  /** @param run never rejects */
  constructor(run: () => Promise<void>) {
    this.#run = run;
  }

  take(): Promise<void> {
    if (this.#running !== null) {
      this.#next ??= this.#running.then(() => {
        this.#next = null;
        return this.take();
      });
      return this.#next;
    }
    this.#running = this.#run().finally(() => (this.#running = null));
    return this.#running;
  }
}

export interface WitnessingOptions {
  readonly database: Database;
  readonly witnesses: readonly WitnessAddress[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Asked for when there is something to say. */
  readonly errors: () => ErrorLog;
}

/** Collects cosignatures of the three logs. The board goes on without any. */
export class Witnessing {
  readonly #turns: readonly Turn[];
  readonly #errors: () => ErrorLog;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #asked: Promise<unknown> = Promise.resolve();

  constructor({ database, witnesses, now, errors }: WitnessingOptions) {
    this.#errors = errors;
    const stopped = this.#stopping.signal;
    this.#turns = witnesses.flatMap((witness) =>
      LOGS.map((log) => {
        const errand = new Errand({ database, log, witness, now, stopped });
        return new Turn(() => this.#run(errand, log, witness.key.name));
      }),
    );
  }

  #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Asks now, and looks again every few minutes. */
  start(): void {
    void this.ask();
    this.#timer = setInterval(() => void this.ask(), LOOK_MS);
  }

  /**
   * To be called when a log has grown; nobody has to wait for it. Asks the witnesses whose cosignature of the newest checkpoint is
   * missing or grows old, all at once.
   * @returns when what was newest at the call has been asked for everywhere; never rejects
   */
  async ask(): Promise<void> {
    if (this.#isStopped()) return;
    const asked = Promise.all(this.#turns.map((turn) => turn.take()));
    this.#asked = asked;
    await asked;
  }

  /** Breaks off what is going on. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#asked;
  }

  async #run(errand: Errand, log: LogShortName, witness: string): Promise<void> {
    if (this.#isStopped()) return;
    let failure: string | null;
    let words = "a witness did not vouch";
    try {
      const said = await errand.run();
      failure = said;
      words = (said && WORDS[said]) ?? words;
    } catch (error) {
      failure = error instanceof Error ? error.name : "unknown";
    }
    if (failure === null || this.#isStopped()) return;
    this.#errors().error({ log, witness, error: failure }, words);
  }
}

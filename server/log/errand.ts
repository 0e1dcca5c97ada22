// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { cosignatureLines, formatAddCheckpoint, parseNote, type LogShortName } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { WitnessAddress } from "../witness/index.ts";
import { askWitness, type WitnessAnswer, type WitnessFailure } from "./ask-witness.ts";
import { keepCosignature, readStanding, type Standing } from "./cosignatures.ts";
import { storedConsistencyProof } from "./stored-proof.ts";

/** A cosignature is asked for again when it is as old as this: with what goes round every few minutes it is never an hour old. */
const RENEWED_AFTER_SECONDS = 50 * 60;

export interface ErrandOptions {
  readonly database: Database;
  readonly log: LogShortName;
  readonly witness: WitnessAddress;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly stopped: AbortSignal;
}

/** One log and one witness. Errands know nothing of each other, so none waits for another. */
export class Errand {
  readonly #options: ErrandOptions;
  /** What the witness said it holds, where that is not what we kept of it. Null: as kept. */
  #told: number | null = null;

  constructor(options: ErrandOptions) {
    this.#options = options;
  }

  /**
   * Asks where there is something to ask, and keeps what was cosigned.
   * @returns what went wrong with the witness; null where nothing did, or nothing had to be asked
   * @throws what the database refuses with
   */
  async run(): Promise<WitnessFailure | null> {
    const { database, log, witness } = this.#options;
    const standing = await readStanding(database, log, witness.key);
    if (this.#isFresh(standing)) return null;
    const answer = await this.#askTwice(standing, this.#told ?? standing.cosigned?.size ?? 0);
    if (answer.kind === "failed") return answer.failure;
    if (answer.kind === "conflict") return "refused";
    await keepCosignature(database, log, witness.key, standing.size, answer.cosignature);
    this.#told = null;
    return null;
  }

  #isFresh({ size, checkpoint, cosigned }: Standing): boolean {
    if (cosigned?.size !== size) return false;
    const [line] = cosignatureLines(parseNote(checkpoint + cosigned.line), this.#options.witness.key);
    return line !== undefined && line.seconds > this.#nowSeconds() - RENEWED_AFTER_SECONDS;
  }

  /** A witness that holds another size says so; from there once more. */
  async #askTwice(standing: Standing, old: number): Promise<WitnessAnswer> {
    const first = await this.#ask(standing, old);
    if (first.kind !== "conflict" || first.latest === old) return first;
    this.#told = first.latest;
    return this.#ask(standing, first.latest);
  }

  /** Never with a checkpoint that is smaller than what the witness holds: it would be the beginning of another history. */
  async #ask({ size, checkpoint }: Standing, old: number): Promise<WitnessAnswer> {
    if (old > size) return { kind: "failed", failure: "longer_log" };
    const { database, log, witness, stopped } = this.#options;
    const proof = await storedConsistencyProof(database, log, old, size);
    const body = formatAddCheckpoint(old, proof, checkpoint);
    return askWitness(witness, body, parseNote(checkpoint).text, this.#nowSeconds(), stopped);
  }

  #nowSeconds(): number {
    return Math.floor(this.#options.now() / 1000);
  }
}

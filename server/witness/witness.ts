// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  cosign,
  cosignedNote,
  judgeCheckpoint,
  type AddCheckpoint,
  type Judgement,
  type NoteSigner,
  type VerifierKey,
} from "../../crypto/index.ts";
import { takeOwnership } from "../database/index.ts";
import type { WitnessConfig } from "./config.ts";
import { readWitnessKey, witnessVerifierKey } from "./key-file.ts";
import { idOf, readCosigned, writeCosigned, type Cosigned } from "./state.ts";

/**
 * For as long the same checkpoint gets the same line: every new one is a file that reaches the disk, and whoever can read the log can
 * ask.
 */
const REPEATED_SECONDS = 60;

/** A refusal, or the line of a cosignature that is already kept. */
export type Outcome =
  Exclude<Judgement, { readonly verdict: "cosign" }> | { readonly verdict: "cosigned"; readonly line: string };

export interface WitnessOptions {
  readonly config: WitnessConfig;
  /** Keys of the logs that it vouches for, each named after its log. */
  readonly logs: readonly VerifierKey[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** C2SP tlog-witness: keeps the last checkpoint of each log that it cosigned, and cosigns only what continues it. */
export class Witness {
  readonly key: VerifierKey;
  readonly #signer: NoteSigner;
  readonly #folder: string;
  readonly #logs: readonly VerifierKey[];
  readonly #now: () => number;
  /** By origin. What is in it is on disk. */
  readonly #last = new Map<string, Cosigned>();
  readonly #release: () => void;

  /** @throws ConfigError for a key or state that is damaged or gone; OwnedElsewhere where another process has the folder */
  constructor({ config, logs, now }: WitnessOptions) {
    this.#signer = readWitnessKey(config);
    this.key = witnessVerifierKey(this.#signer);
    this.#folder = config.folder;
    this.#logs = logs;
    this.#now = now;
    this.#release = takeOwnership(config.folder);
    try {
      for (const log of logs) {
        const cosigned = readCosigned(config.folder, log, this.key);
        if (cosigned !== null) this.#last.set(log.name, cosigned);
      }
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /**
   * Checking and keeping is one step: nothing in here waits, so no other request comes between, and the folder is this process's
   * alone. Dying before the file has its name leaves the last one, and nobody heard of this; dying after, the log asks again.
   */
  add(request: AddCheckpoint): Outcome {
    const { checkpoint, note } = request;
    const { origin } = checkpoint;
    const last = this.#last.get(origin);
    const judgement = judgeCheckpoint(request, this.#logs, last?.checkpoint ?? null);
    if (judgement.verdict !== "cosign") return judgement;
    const seconds = Math.floor(this.#now() / 1000);
    const isOfNow = last !== undefined && Math.abs(seconds - last.cosignature.seconds) < REPEATED_SECONDS;
    if (isOfNow && last.note.startsWith(`${note.text}\n`)) return { verdict: "cosigned", line: last.cosignature.line };
    const { name, key } = this.#signer;
    const line = cosign(note.text, seconds, name, key);
    const keys = this.#logs.filter((log) => log.name === origin);
    const cosigned = { checkpoint, note: cosignedNote(note, keys, line), cosignature: { line, seconds } };
    writeCosigned(this.#folder, cosigned);
    this.#last.set(origin, cosigned);
    return { verdict: "cosigned", line };
  }

  /**
   * For whoever watches the logs.
   * @param id SHA-256 of the log's origin in lower-case hexadecimal
   * @returns the checkpoint that it cosigned last; null for a log that it never cosigned
   */
  latest(id: string): string | null {
    return [...this.#last].find(([origin]) => idOf(origin) === id)?.[1].note ?? null;
  }

  /** Gives the folder up. */
  close(): void {
    this.#release();
  }
}

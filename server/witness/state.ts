// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  cosignatureLines,
  hex,
  openCheckpoint,
  parseNote,
  sha256,
  utf8,
  type Checkpoint,
  type CosignatureLine,
  type VerifierKey,
} from "../../crypto/index.ts";
import { ConfigError } from "../config-error.ts";
import { writeSecret } from "../secret-file.ts";

// What a witness cosigned last of each log: a file a log, named by the SHA-256 of its origin, that holds the cosigned checkpoint.

/** How C2SP's monitoring names a log. */
export const idOf = (origin: string): string => hex(sha256(utf8(origin)));

export interface Cosigned {
  readonly checkpoint: Checkpoint;
  /** As it is served: with the log's signature and the witness's. */
  readonly note: string;
  /** The witness's own, of it. */
  readonly cosignature: CosignatureLine;
}

/**
 * @returns null where this witness never cosigned that log
 * @throws ConfigError for a file that is not whole, or somebody else's: a witness does not begin again by itself
 */
export function readCosigned(folder: string, log: VerifierKey, witness: VerifierKey): Cosigned | null {
  const path = join(folder, idOf(log.name));
  if (!existsSync(path)) return null;
  const damaged = (cause?: unknown): ConfigError =>
    new ConfigError(
      `DATA_DIR: ${path} is not the checkpoint that this witness cosigned last; put that file back, or begin as another witness with a new key and an empty folder`,
      { cause },
    );
  try {
    const note = readFileSync(path, "utf8");
    const checkpoint = openCheckpoint(note, log.name, log);
    const [cosignature] = cosignatureLines(parseNote(note), witness);
    if (cosignature !== undefined) return { checkpoint, note, cosignature };
  } catch (error) {
    throw damaged(error);
  }
  throw damaged();
}

/** Durable when it returns, and whole or not at all. */
export function writeCosigned(folder: string, { checkpoint: { origin }, note }: Cosigned): void {
  writeSecret(join(folder, idOf(origin)), note);
}

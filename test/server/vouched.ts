// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { cosign, LOGS, parseNote } from "#crypto";
import { keepCosignature, readStanding } from "../../server/log/cosignatures.ts";
import { readWitnessKey, witnessVerifierKey } from "../../server/witness/index.ts";
import type { Board } from "./board.ts";

/** Has the demo's witnesses say what they would say if they ran: for tests that are about something else, of a board without them. */
export async function vouchFor({ config, database }: Pick<Board, "config" | "database">): Promise<void> {
  const seconds = Math.floor(Date.now() / 1000);
  for (const role of [config.council, config.witness]) {
    if (role === null) continue;
    const signer = readWitnessKey(role);
    const witness = witnessVerifierKey(signer);
    for (const log of LOGS) {
      const { size, checkpoint } = await readStanding(database, log, witness);
      const line = cosign(parseNote(checkpoint).text, seconds, signer.name, signer.key);
      await keepCosignature(database, log, witness, size, { line, seconds });
    }
  }
}

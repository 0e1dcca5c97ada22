// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { prf } from "../prf.ts";
import { signingKey, type SigningKey } from "../sodium.ts";

/** Everything that coming back takes, from `master` alone. `generation` starts at 0 and grows when a team changes. */
export interface CodenameKeys {
  readonly threadSecret: Uint8Array;
  readonly selfSecret: Uint8Array;
  readonly holdSecret: Uint8Array;
  /** Ed25519 seed with which the desk speaks in the hold thread. */
  readonly deskHoldSeed: Uint8Array;
  readonly submitter: SigningKey;
  /** From which the tokens that a pass or card is worth are derived. */
  readonly tokenSeed: Uint8Array;
}

export function codenameKeys(master: Uint8Array, origin: string, generation: number): CodenameKeys {
  return {
    threadSecret: prf(master, origin, "thread_secret", generation),
    selfSecret: prf(master, origin, "self_secret"),
    holdSecret: prf(master, origin, "hold_secret", generation),
    deskHoldSeed: prf(master, origin, "desk-hold", generation),
    submitter: signingKey(prf(master, origin, "submitter")),
    tokenSeed: prf(master, origin, "token_seed"),
  };
}

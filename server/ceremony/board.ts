// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { BoardKeys } from "../board-keys.ts";
import type { Database } from "../database/index.ts";
import type { InForce, Trusted } from "../directory/index.ts";
import type { Clock } from "../token/index.ts";

/** The board as a ceremony sees it. */
export interface CeremonyBoard {
  readonly origin: string;
  readonly database: Database;
  readonly logs: BoardKeys["logs"];
  /** Ed25519 public key that signs the keys of its gateway. */
  readonly gateway: Uint8Array;
  readonly inForce: InForce;
  readonly trusted: Trusted;
  readonly now: Clock;
}

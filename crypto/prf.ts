// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hkdfExpand } from "./hkdf.ts";
import { labelled, lengthPrefixed, uint32, concat } from "./wire/index.ts";

/** Every name a PRF of the protocol may have (bytes.md, "General"; `decoy`, `login` and `keyring` are ours). */
export type PrfName =
  | "thread_secret"
  | "self_secret"
  | "rung_secret"
  | "net_secret"
  | "hold_secret"
  | "submitter"
  | "hold"
  | "desk-hold"
  | "rung"
  | "net"
  | "token_seed"
  | "id"
  | "lane"
  | "tag"
  | "side"
  | "decoy"
  | "login"
  | "keyring";

/**
 * `PRF(k, name, args…) = HKDF-Expand-SHA256(k, L(name) ‖ args, 32)`: integers are uint32, byte strings carry a uint16 length.
 * @param key 32 bytes
 * @returns 32 bytes
 */
export function prf(
  key: Uint8Array,
  origin: string,
  name: PrfName,
  ...args: readonly (number | Uint8Array)[]
): Uint8Array<ArrayBuffer> {
  const encoded = args.map((arg) => (typeof arg === "number" ? uint32(arg) : lengthPrefixed(arg)));
  return hkdfExpand(key, concat(labelled(name, origin), ...encoded), 32);
}

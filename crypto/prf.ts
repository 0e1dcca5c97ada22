// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hkdfExpand } from "./hkdf.ts";
import { labelled, lengthPrefixed, uint32, concat } from "./wire/index.ts";

/** Every name a PRF of the protocol may have (bytes.md, "General"; those from `decoy` on are ours). */
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
  | "keyring"
  | "shelf"
  | "shelf-name"
  | "passkey"
  | "invitation-code"
  | "invitation-id"
  | "invitation-key"
  | "offer"
  | "acceptance"
  | "token"
  | "gateway-seeds";

/**
 * `HKDF-Expand-SHA256(k, L(name) ‖ args, length)`: integers are uint32, byte strings carry a uint16 length.
 * @param key 32 bytes
 * @param length at most 8,160 bytes; a name is used with one length only
 */
export function prfBytes(
  key: Uint8Array,
  origin: string,
  name: PrfName,
  length: number,
  ...args: readonly (number | Uint8Array)[]
): Uint8Array<ArrayBuffer> {
  const encoded = args.map((arg) => (typeof arg === "number" ? uint32(arg) : lengthPrefixed(arg)));
  return hkdfExpand(key, concat(labelled(name, origin), ...encoded), length);
}

/** `PRF(k, name, args…)`: 32 bytes of it. */
export function prf(
  key: Uint8Array,
  origin: string,
  name: Exclude<PrfName, "token">,
  ...args: readonly (number | Uint8Array)[]
): Uint8Array<ArrayBuffer> {
  return prfBytes(key, origin, name, 32, ...args);
}

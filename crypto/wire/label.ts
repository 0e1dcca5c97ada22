// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { concat, utf8 } from "./bytes.ts";
import { uint16 } from "./writer.ts";

/**
 * The names that separate what our keys and hashes are used for (bytes.md, "General"). Closed, so that no two uses
 * can share one by accident.
 */
export type LabelName =
  | "codename"
  | "check"
  | "envelope"
  | "event"
  | "self-note"
  | "promise"
  | "keyring"
  | "shelf"
  | "sign-in"
  | "new-phrase"
  | "nullifier"
  | "spent"
  | "token-batch"
  | "card"
  | "card-check"
  | "cards"
  | "passkey"
  | "invitation"
  | "invitation-check"
  | "acceptance"
  | "box"
  | "burn"
  | "key-offer"
  | "seed-share"
  | "fingerprint"
  | "gateway";

/** `uint16 length ‖ bytes`. */
export function lengthPrefixed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(uint16(bytes.length), bytes);
}

/** `L(name) = "tegenspraak/v1/" ‖ name ‖ 00 ‖ uint16 length ‖ ORIGIN`. */
export function label(name: LabelName, origin: string): Uint8Array<ArrayBuffer> {
  return labelled(name, origin);
}

/** The same framing for PRF names, which are a list of their own (`crypto/prf.ts`). */
export function labelled(name: string, origin: string): Uint8Array<ArrayBuffer> {
  return concat(utf8(`tegenspraak/v1/${name}\0`), lengthPrefixed(utf8(origin)));
}

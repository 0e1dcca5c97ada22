// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createHmac } from "node:crypto";
import { concat, lengthPrefixed, utf8 } from "../../crypto/index.ts";

// What stands for somebody. Without the secret neither value can be made from who they are, and two quarters' values cannot be told
// to be of one person.
//   person            = HMAC-SHA256(secret, "person" ‖ 00 ‖ uint16 length ‖ OpenID issuer ‖ uint16 length ‖ subject)
//   person in quarter = HMAC-SHA256(secret, "quarter" ‖ 00 ‖ person ‖ quarter)

const PERSON_BYTES = 32;

/** As the identity provider names them: `iss` and `sub`, which together are one person for ever. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
}

const hmac = (secret: Uint8Array, data: Uint8Array): Buffer => createHmac("sha256", secret).update(data).digest();

/** @returns 32 bytes, for the session only */
export function personKey({ issuer, subject }: Person, secret: Uint8Array): Buffer {
  return hmac(secret, concat(utf8("person\0"), lengthPrefixed(utf8(issuer)), lengthPrefixed(utf8(subject))));
}

/**
 * @param person of `personKey`
 * @param quarter `YYYY-Qn`
 * @returns 32 bytes, for the tables
 */
export function personInQuarter(person: Uint8Array, quarter: string, secret: Uint8Array): Buffer {
  if (person.length !== PERSON_BYTES) throw new RangeError("what stands for a person has 32 bytes");
  return hmac(secret, concat(utf8("quarter\0"), person, utf8(quarter)));
}

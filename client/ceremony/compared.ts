// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { isCompared, type Change } from "./change.ts";
import type { ShownChange } from "./shown.ts";
import type { SignerRole } from "#crypto/directory/index.ts";

// New keys are compared by two people who know each other's voices. What a known signature vouches for need not be.

function isOwn(change: Change, role: SignerRole): boolean {
  return change.what === "signer" && change.role === role;
}

/** Whether somebody has to say that they compared its words before they sign. @param role of whoever signs */
export function mustCompare({ change, words, maker }: ShownChange, role: SignerRole): boolean {
  if (words === null || isOwn(change, role)) return false;
  if (change.what === "group-formed" || change.what === "group-key") return maker === null;
  return isCompared(change) || change.what === "witness-added";
}

/** Places of the differences of which the words were not compared yet. */
export function notCompared(
  changes: readonly ShownChange[],
  compared: ReadonlySet<number>,
  role: SignerRole,
): number[] {
  return changes.flatMap((change, i) => (mustCompare(change, role) && !compared.has(i) ? [i] : []));
}

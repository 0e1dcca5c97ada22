// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hex, parseVerifierKey, type KeptOpening, type Statement } from "#crypto";
import { nowSeconds, vouchingNow } from "./checkpoint.ts";
import type { Letters } from "./letters.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import type { Proof, Vouched } from "../protocol/index.ts";

/** Who vouched for a log with the signal in it, or while it waits, for the log as it is. */
function witnessedIn(letters: Letters, { witnesses }: Statement, index: number | null): Proof["witnessed"] {
  const { witnessed } = letters;
  if (witnessed === null || !letters.vouching().fresh || (index ?? -1) >= witnessed.size) return null;
  const keys = new Set(witnessed.by.map(({ publicKey }) => hex(publicKey)));
  const names = witnesses.filter(({ key }) => keys.has(hex(parseVerifierKey(key).publicKey))).map(({ name }) => name);
  return { names, since: witnessed.since };
}

/** @param index of the opening in the log; null before it is there */
export function proofOf(
  letters: Letters,
  statement: Statement,
  opening: KeptOpening | undefined,
  index: number | null,
  continues: number,
): Proof {
  return {
    state: index === null ? "promised" : "in_log",
    index,
    size: letters.size,
    root: hex(letters.root),
    envelopeHash: opening === undefined ? "" : hex(opening.hash),
    continues,
    witnessed: witnessedIn(letters, statement, index),
  };
}

/** By the clock of now. */
export function vouchedNow({ vouching }: VouchedOrganisation, letters: Letters): Vouched {
  return { keys: vouchingNow(vouching, nowSeconds()), log: letters.vouching() };
}

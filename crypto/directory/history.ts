// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { openDirectory, signersOf, type Directory } from "./document.ts";
import { areSame, statementIn } from "./trust.ts";
import { requireSuccession } from "./succession.ts";
import type { VerifierKey } from "../log/index.ts";

// The whole of a directory, from the first document to the last: what no reader of the last one alone can see (SPEC.md).

/** The first document names those who sign it. */
function openFirst(source: string, origin: string): Directory {
  const own = signersOf(statementIn(source));
  const first = openDirectory(source, origin, own);
  if (first.index !== 0) throw new ProtocolError("inconsistent", "a history that does not begin at its first document");
  return first;
}

/**
 * Every document follows from the one before it, two of whose signers signed it; and, as every document, by two of those
 * whom it names.
 * @param documents as the directory log has them, from index 0
 * @param trusted the reader's keys: three that were in force together at some time, in any order
 * @throws ProtocolError as openDirectory, and `inconsistent`
 */
export function openHistory(
  documents: readonly string[],
  origin: string,
  trusted: readonly VerifierKey[],
): Directory[] {
  const [source, ...later] = documents;
  if (source === undefined) return [];
  let last = openFirst(source, origin);
  const history = [last];
  for (const document of later) {
    const next = openDirectory(document, origin, signersOf(last.statement));
    requireSuccession(last, next);
    history.push(next);
    last = next;
  }
  if (!history.some(({ statement }) => areSame(signersOf(statement), trusted)))
    throw new ProtocolError("bad_signature", "the history of another organisation");
  return history;
}

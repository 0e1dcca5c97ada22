// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import type { VerifierKey } from "../log/index.ts";
import { parseNote } from "../log/index.ts";
import { openDirectory, signersOf, type Directory } from "./document.ts";
import { parseStatement } from "./statement.ts";

// Signers change, and a reader knows the ones there were when they first looked. A document that changes them is signed by two of
// the old three and two of the new (SPEC.md, "Signers who change").

/**
 * Which earlier documents a reader has to have who does not trust the present signers yet. Nothing is verified here.
 * @throws ProtocolError `malformed`, `needs_newer_version`, `inconsistent`
 */
export function successionsIn(source: string): readonly number[] {
  return parseStatement(parseNote(source).text.split("\n")[2] ?? "").successions;
}

function openUnlessOthers(source: string, origin: string, trusted: readonly VerifierKey[]): Directory | null {
  try {
    return openDirectory(source, origin, trusted);
  } catch (error) {
    // Signed by none or one of these keys: a change before they were in force, or after.
    if (error instanceof ProtocolError && (error.code === "bad_signature" || error.code === "too_few_signatures"))
      return null;
    throw error;
  }
}

/**
 * Follows the signers from those a reader trusts to those in force.
 * @param changes the documents of `successionsIn`, in their order
 * @returns the document, which two of the signers in force signed
 * @throws ProtocolError as openDirectory
 */
export function openFollowing(
  source: string,
  origin: string,
  trusted: readonly VerifierKey[],
  changes: readonly string[],
): Directory {
  const direct = openUnlessOthers(source, origin, trusted);
  if (direct !== null) return direct;
  let keys = trusted;
  for (const change of changes) {
    const passed = openUnlessOthers(change, origin, keys);
    if (passed === null) continue;
    keys = signersOf(passed.statement);
    // Those who take over show that they are there.
    openDirectory(change, origin, keys);
  }
  return openDirectory(source, origin, keys);
}

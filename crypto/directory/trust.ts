// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { parseNote, type VerifierKey } from "../log/index.ts";
import { hex } from "../wire/index.ts";
import { requireConsistent } from "./consistent.ts";
import { openDirectory, requireSigned, signersOf, type Directory } from "./document.ts";
import type { Statement } from "./shape.ts";
import { parseStatement } from "./statement.ts";
import { haveSameSigners } from "./succession.ts";

// Signers change, and a reader knows the ones there were when they first looked. Every document is signed by two of the three that
// it names itself, which openDirectory sees to; one that changes them by two of the three before it as well (SPEC.md, "Signers who change").

/**
 * What a document or a proposal states. Nothing is verified here.
 * @throws ProtocolError `malformed`, `needs_newer_version`, `inconsistent`
 */
export function statementIn(source: string): Statement {
  return parseStatement(parseNote(source).text.split("\n")[2] ?? "");
}

/**
 * Which earlier documents a reader has to have who does not trust the present signers yet: the first of all, and each that changed
 * them. Nothing is verified here.
 * @throws ProtocolError `malformed`, `needs_newer_version`, `inconsistent`
 */
export function successionsIn(source: string): readonly number[] {
  const { successions } = statementIn(source);
  return successions.length === 0 ? [] : [0, ...successions];
}

function isSignedBy(source: string, signers: readonly VerifierKey[]): boolean {
  try {
    requireSigned(parseNote(source), signers);
    return true;
  } catch (error) {
    if (error instanceof ProtocolError && (error.code === "bad_signature" || error.code === "too_few_signatures"))
      return false;
    throw error;
  }
}

/** Whatever they are called: officer, council and spare may have changed places. */
export function areSame(some: readonly VerifierKey[], others: readonly VerifierKey[]): boolean {
  const keys = (of: readonly VerifierKey[]): string =>
    of
      .map(({ publicKey }) => hex(publicKey))
      .toSorted()
      .join();
  return keys(some) === keys(others);
}

/**
 * Follows the signers from those a reader trusts to those in force.
 *
 * The reader's three must all be those of one document on the way. Were it enough that two of them signed the next change, a change
 * of long ago could be shown as the next, and lead back to keys that were given up.
 * @param trusted all three of one time: of fewer nobody is followed, and two of them must have signed `source` itself
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
  if (isSignedBy(source, trusted)) return openDirectory(source, origin, trusted);
  const expected = successionsIn(source);
  requireConsistent(changes.length === expected.length, "other changes of signers than the document names");
  let latest: Statement | null = null;
  let isTrusted = false;
  for (const [i, change] of changes.entries()) {
    const before: Statement = latest ?? statementIn(change);
    const { index, statement } = openDirectory(change, origin, signersOf(before));
    const upTo = expected.slice(1, i + 1).join();
    requireConsistent(
      index === expected[i] && statement.successions.join() === upTo,
      "changes of signers that do not follow",
    );
    latest = statement;
    isTrusted ||= areSame(signersOf(statement), trusted);
  }
  const directory = openDirectory(source, origin, latest !== null && isTrusted ? signersOf(latest) : trusted);
  requireConsistent(latest !== null && haveSameSigners(directory.statement, latest), "signers that no document made");
  return directory;
}

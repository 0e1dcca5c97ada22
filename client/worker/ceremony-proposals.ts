// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  equalBytes,
  hex,
  openProposal,
  parseVerifierKey,
  ProtocolError,
  requireSuccession,
  sha256,
  SIGNER_ROLES,
  utf8,
  type Directory,
  type KeyOffer,
  type Placed,
  type SignerRole,
  type Statement,
  type VerifierKey,
} from "#crypto";
import type { Change } from "../ceremony/change.ts";
import { allGroupsOf } from "../ceremony/changes-groups.ts";
import { changesBetween } from "../ceremony/changes.ts";
import type { ShownChange, ShownProposal } from "../ceremony/shown.ts";
import type { KeptProposal } from "./ceremony-board.ts";
import { wordsOfChange, type WordsOfKey } from "./ceremony-words.ts";

// What one of the three proposed, opened and compared with what is in force.

export interface OpenProposal {
  /** SHA-256 of its bytes, hex. */
  readonly id: string;
  readonly role: SignerRole;
  readonly document: string;
  readonly statement: Statement;
  readonly refusal: ShownProposal["refusal"];
}

/** Who made the key of a group in this statement, by their signature under the offer of it. */
function makerOf(change: Change, statement: Statement, offers: readonly KeyOffer[]): string | null {
  if (change.what !== "group-formed" && change.what !== "group-key") return null;
  const group = allGroupsOf(statement).find(({ id }) => id === change.id);
  const offer = offers.find(
    (each) => each.group === change.id && each.epoch === group?.epoch && equalBytes(each.key, change.key),
  );
  const maker = statement.members.find(
    ({ id, key }) => offer !== undefined && equalBytes(key, offer.identity) && group?.members.includes(id) === true,
  );
  return maker?.name ?? null;
}

export function shownChanges(
  before: Statement | null,
  after: Statement,
  offers: readonly KeyOffer[],
  words: WordsOfKey,
): ShownChange[] {
  return changesBetween(before, after).map((change) => ({
    change,
    words: wordsOfChange(change, words),
    maker: makerOf(change, after, offers),
  }));
}

/** Against which rule of the format a next statement is, in the format's own words; null where it is against none. */
export function refusalOf(previous: Placed | null, next: Placed): string | null {
  try {
    if (previous !== null) requireSuccession(previous, next);
    return previous === null && next.index !== 0 ? "not the place after the last one" : null;
  } catch (error) {
    if (error instanceof ProtocolError) return error.message;
    throw error;
  }
}

const keyOf = (statement: Statement, role: SignerRole): Uint8Array =>
  parseVerifierKey(statement.signers[role]).publicKey;

function refused(
  { index, statement }: Directory,
  previous: Placed | null,
  signers: readonly VerifierKey[],
  [own, by]: readonly [SignerRole, SignerRole],
): ShownProposal["refusal"] {
  const reason = refusalOf(previous, { index, statement });
  if (reason !== null) return { reason };
  // A document that changes the three is signed by two of those there were and by two of those there will be.
  const stays = (role: SignerRole): boolean => {
    const was = signers[SIGNER_ROLES.indexOf(role)];
    return was !== undefined && equalBytes(was.publicKey, keyOf(statement, role));
  };
  if (!stays(own)) return "replaces-you";
  return stays(by) ? null : "replaces-proposer";
}

/**
 * @param signers in force, officer, council and spare
 * @param own role of whoever looks
 * @returns null for what the one who is said to have proposed it did not sign, or what nobody can read
 */
export function openKept(
  { role, document }: KeptProposal,
  origin: string,
  signers: readonly VerifierKey[],
  previous: Placed | null,
  own: SignerRole,
): OpenProposal | null {
  const proposer = signers[SIGNER_ROLES.indexOf(role)];
  if (proposer === undefined) return null;
  try {
    const directory = openProposal(document, origin, [proposer]);
    const refusal = refused(directory, previous, signers, [own, role]);
    return { id: hex(sha256(utf8(document))), role, document, statement: directory.statement, refusal };
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

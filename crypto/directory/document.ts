// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import {
  logName,
  LOGS,
  parseNote,
  parseVerifierKey,
  signNote,
  verifyNote,
  type Note,
  type NoteSigner,
  type VerifierKey,
} from "../log/index.ts";
import { hex } from "../wire/index.ts";
import type { Statement } from "./shape.ts";
import { parseStatement } from "./statement.ts";

// A document of the directory is a signed note: `ORIGIN/v1/directory`, its index in the directory log, the statement (SPEC.md).

/** Who can sign a statement; two of the three must. */
export const SIGNER_ROLES = ["officer", "council", "spare"] as const;
export type SignerRole = (typeof SIGNER_ROLES)[number];

const QUORUM = 2;

export function directoryKeyName(origin: string, role: SignerRole): string {
  return `${origin}/v1/directory/${role}`;
}

export interface Directory {
  /** Place in the directory log; the last is the current one. */
  readonly index: number;
  readonly statement: Statement;
  readonly signedBy: readonly VerifierKey[];
}

const titleOf = (origin: string): string => `${origin}/v1/directory`;

/** A statement whose keys bear the names of this board: another board's means nothing here. */
function parseOwnStatement(source: string, origin: string): Statement {
  const statement = parseStatement(source);
  const named = [
    ...LOGS.map((log) => [statement.logs[log], logName(origin, log)] as const),
    ...SIGNER_ROLES.map((role) => [statement.signers[role], directoryKeyName(origin, role)] as const),
  ];
  if (named.some(([key, expected]) => parseVerifierKey(key).name !== expected)) {
    throw new ProtocolError("inconsistent", "a key with a name that is not this board's");
  }
  return statement;
}

/** A list of changes can only name places up to its own. */
function requireBehind({ successions }: Statement, index: number): void {
  if (successions.some((change) => change > index))
    throw new ProtocolError("inconsistent", "a change of signers that is still to come");
}

/**
 * @param source the statement's JSON, on one line
 * @throws ProtocolError where no reader would accept it
 */
export function signDirectory(origin: string, index: number, source: string, signers: readonly NoteSigner[]): string {
  requireBehind(parseOwnStatement(source, origin), index);
  return signNote(`${titleOf(origin)}\n${index}\n${source}\n`, signers);
}

/** Adds a signature to what somebody proposed, which stays as it was. */
export function cosignDirectory(proposal: string, signer: NoteSigner): string {
  const { text } = parseNote(proposal);
  const signature = signNote(text, [signer]).slice(text.length + 1);
  return proposal + signature;
}

/** Keys, not names: whoever holds one key has one vote, whatever it is called. */
const countKeys = (keys: readonly VerifierKey[]): number => new Set(keys.map(({ publicKey }) => hex(publicKey))).size;

/**
 * @returns those of the signers who signed
 * @throws ProtocolError `too_few_signatures`, or `bad_signature` with none or a wrong one
 */
export function requireSigned(note: Note, signers: readonly VerifierKey[], quorum = QUORUM): VerifierKey[] {
  const signedBy = verifyNote(note, signers);
  if (countKeys(signedBy) < quorum)
    throw new ProtocolError("too_few_signatures", "two of three keys must sign the directory");
  return signedBy;
}

/** Says what stands in a document, whoever signed it. */
function parseDocument({ text }: Note, origin: string): Omit<Directory, "signedBy"> {
  const [title, index, source, ...rest] = text.split("\n");
  if (title !== titleOf(origin) || index === undefined || source === undefined || rest.join() !== "") {
    throw new ProtocolError("malformed", "not a document of this directory");
  }
  if (!/^(?:0|[1-9]\d{0,8})$/.test(index)) throw new ProtocolError("malformed", "not an index");
  const statement = parseOwnStatement(source, origin);
  requireBehind(statement, Number(index));
  return { index: Number(index), statement };
}

/**
 * A document that two of the reader's signers signed, and two of the three that it names: nobody takes over who cannot sign.
 * @param signers the keys that the reader trusts for this organisation
 * @throws ProtocolError `too_few_signatures` with one, `bad_signature` with none or a wrong one, `malformed`, `inconsistent`,
 * `needs_newer_version`
 */
export function openDirectory(source: string, origin: string, signers: readonly VerifierKey[]): Directory {
  const note = parseNote(source);
  const signedBy = requireSigned(note, signers);
  const document = parseDocument(note, origin);
  requireSigned(note, signersOf(document.statement));
  return { ...document, signedBy };
}

/** What one of the three wants to be the next directory. @throws ProtocolError as openDirectory */
export function openProposal(source: string, origin: string, signers: readonly VerifierKey[]): Directory {
  const note = parseNote(source);
  const signedBy = requireSigned(note, signers, 1);
  return { ...parseDocument(note, origin), signedBy };
}

/** The three that a statement names. */
export function signersOf({ signers }: Statement): VerifierKey[] {
  return SIGNER_ROLES.map((role) => parseVerifierKey(signers[role]));
}

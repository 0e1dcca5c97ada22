// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  directoryKeyName,
  documentEntry,
  formatStatement,
  formatVerifierKey,
  foundingStatement,
  leafHash,
  logName,
  LOGS,
  parseVerifierKey,
  rootOf,
  signDirectory,
  SIGNER_ROLES,
  signingKey,
  utf8,
  xwingKey,
  type LogShortName,
  type NoteSigner,
  type Pin,
  type Statement,
} from "#crypto";
import type { Evidence } from "../../../client/worker/known.ts";
import type { VouchedOrganisation } from "../../../client/worker/organisation.ts";

export const ORIGIN = "tegenspraak.localhost";

export const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);
const ed25519 = (mark: number): Uint8Array => signingKey(seed(mark)).publicKey;

/** Officer, council and spare, made from the seeds of three marks. */
export type Three = readonly [number, number, number];
export const FIRST: Three = [11, 12, 13];
export const SECOND: Three = [21, 22, 23];

export const signersFrom = (marks: Three): NoteSigner[] =>
  SIGNER_ROLES.map((role, i) => ({ name: directoryKeyName(ORIGIN, role), key: signingKey(seed(marks[i] ?? 0)) }));
export const publicKeys = (marks: Three): Uint8Array[] => marks.map(ed25519);

const logKey = (log: LogShortName, mark: number): string =>
  formatVerifierKey({ name: logName(ORIGIN, log), type: 1, publicKey: ed25519(mark) });

export const STATEMENT: Statement = foundingStatement(ORIGIN, {
  organisation: "Dienst",
  relay: "https://dissent.example",
  logs: {
    letters: logKey("letters", 1),
    directory: logKey("directory", 2),
    ledger: logKey("ledger", 3),
    interval: 3600,
  },
  witnesses: ["council", "authority"].map((name, i) => ({
    name,
    key: formatVerifierKey({ name: `${name}.example/witness`, type: 4, publicKey: ed25519(50 + i) }),
  })),
  signers: { officer: ed25519(FIRST[0]), council: ed25519(FIRST[1]), spare: ed25519(FIRST[2]) },
  members: ["a", "b", "c", "d"].map((id, i) => ({ id, name: id.toUpperCase(), key: ed25519(30 + i) })),
  teams: [
    { id: "oost", name: "Oost", key: xwingKey(seed(40)).publicKey, members: ["a", "b"] },
    { id: "west", name: "West", key: xwingKey(seed(41)).publicKey, members: ["c", "d"] },
  ],
  rungs: [],
  custodians: [],
  ladder: [],
  terms: { seen: 2, silence: 5, answer: 30 },
  tokens: [],
  gateway: null,
  holidays: { from: "2026-01-01", until: "2028-12-31", days: [] },
  releaseDays: [],
  units: [],
  themes: [],
  clauses: [],
});

export function statementOf(marks: Three, successions: number[]): Statement {
  const [officer = "", council = "", spare = ""] = signersFrom(marks).map(({ name, key: { publicKey } }) =>
    formatVerifierKey({ name, type: 1, publicKey }),
  );
  return { ...STATEMENT, signers: { officer, council, spare }, successions };
}

export function documentOf(index: number, statement: Statement, signers: readonly NoteSigner[]): string {
  return signDirectory(ORIGIN, index, formatStatement(statement), signers);
}

export const leafOf = (document: string): Uint8Array => leafHash(documentEntry(utf8(document)));

/** What a reader has who was shown these documents, and a ledger of such leaves. */
export function shownOf(
  documents: readonly string[],
  changes: readonly string[] = [],
  ledger: readonly Uint8Array[] = [],
): { origin: string; evidence: Evidence } {
  const document = documents.at(-1) ?? "";
  return { origin: ORIGIN, evidence: { document, changes, leaves: { directory: documents.map(leafOf), ledger } } };
}

export const pinOf = (leaves: readonly Uint8Array[]): Pin => ({ size: leaves.length, root: rootOf(leaves) });

/** As a page has verified it. @param statement of the last document */
export function organisationOf(
  documents: readonly string[],
  vouching: VouchedOrganisation["vouching"] = { fresh: true, since: 0 },
  statement = STATEMENT,
): VouchedOrganisation {
  const shown = shownOf(documents);
  const logKeys = Object.fromEntries(LOGS.map((log) => [log, parseVerifierKey(STATEMENT.logs[log])]));
  return {
    ...shown,
    demo: false,
    version: documents.length - 1,
    statement,
    logKeys: logKeys as VouchedOrganisation["logKeys"],
    passes: null,
    slot: 60,
    tokenKeys: [],
    ledger: [],
    vouching,
    pins: { directory: pinOf(shown.evidence.leaves.directory), ledger: pinOf([]) },
    trusted: publicKeys(FIRST),
  };
}

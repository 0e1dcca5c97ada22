// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  decodeEntries,
  documentEntry,
  entriesPath,
  equalBytes,
  json,
  leafHash,
  logName,
  openCheckpoint,
  openDirectory,
  parseVerifierKey,
  rootOf,
  signersOf,
  slicesOf,
  TILE_WIDTH,
  tokenKeysOf,
  utf8Decode,
  type FormerWriter,
  type LogShortName,
  type Pin,
  type Recipients,
  type RungEntry,
  type Statement,
  type TeamEntry,
  type TokenKey,
  type VerifierKey,
} from "#crypto";
import { read } from "../transport.ts";
import { checking, WorkerFailure } from "./failure.ts";
import type { Organisation, Person, Recipients as ShownRecipients, Team } from "./protocol.ts";

/** The organisation as two of its three keys vouch for it. */
export interface VouchedOrganisation {
  readonly origin: string;
  readonly demo: boolean;
  /** Place of the statement in the directory log. */
  readonly version: number;
  readonly statement: Statement;
  readonly logKeys: Readonly<Record<LogShortName, VerifierKey>>;
  /** Web origin of the issuer of passes, or null where whoever served the page does not know it. */
  readonly passes: string | null;
  /** Of passes, credentials and what is posted with, as the directory names them and the ledger has them. */
  readonly tokenKeys: readonly TokenKey[];
  /** What a later reading must continue. */
  readonly pins: { readonly directory: Pin; readonly ledger: Pin };
  /** Ed25519 public keys of officer, council and spare, which are in force now. */
  readonly trusted: readonly Uint8Array[];
}

/** What somebody has seen of an organisation before. */
export interface Known {
  readonly directory: Pin | null;
  readonly ledger: Pin | null;
  readonly trusted: readonly Uint8Array[] | null;
}

/** @throws WorkerFailure where this organisation is older than what somebody has seen */
export function requireKnown({ pins }: Pick<VouchedOrganisation, "pins">, { directory, ledger }: Known): void {
  if (pins.directory.size < (directory?.size ?? 0) || pins.ledger.size < (ledger?.size ?? 0))
    throw new WorkerFailure("directory_unsound", "an organisation that is older than it was");
}

const configurationShape = json.record({
  origin: json.text(1, 200),
  demo: json.boolean,
  directoryKeys: json.list(json.text(1, 400), 0, 3),
  passes: json.nullable(json.text(1, 200)),
});

/** Entries of a small log, checked whole: their root is the signed one. */
async function readWholeLog(origin: string, log: "directory" | "ledger", key: VerifierKey): Promise<Uint8Array[]> {
  const path = `/v1/logs/${log}`;
  const checkpoint = openCheckpoint(utf8Decode(await read(`${path}/checkpoint`)), logName(origin, log), key);
  const entries: Uint8Array[] = [];
  for (const slice of slicesOf(checkpoint.size, TILE_WIDTH)) {
    entries.push(...decodeEntries(await read(`${path}/${entriesPath(slice)}`), log));
  }
  if (!equalBytes(rootOf(entries.map((entry) => leafHash(entry))), checkpoint.root)) {
    throw new WorkerFailure("directory_unsound", `the ${log} log does not add up to its checkpoint`);
  }
  return entries;
}

/** Documents of the ledger, each of which is the one that its entry has the hash of. */
function readDocuments(entries: readonly Uint8Array[]): Promise<Uint8Array[]> {
  return Promise.all(
    entries.map(async (entry, index) => {
      const document = await read(`/v1/logs/ledger/documents/${index}`);
      if (equalBytes(documentEntry(document), entry)) return document;
      throw new WorkerFailure("directory_unsound", "a document of the ledger is not the one in its log");
    }),
  );
}

const pinOf = (entries: readonly Uint8Array[]): Pin => ({
  size: entries.length,
  root: rootOf(entries.map((entry) => leafHash(entry))),
});

/** Reads configuration, directory and ledger: the same requests for everybody. */
export async function readOrganisation(): Promise<VouchedOrganisation> {
  const { origin, demo, directoryKeys, passes } = await checking("directory_unsound", async () =>
    json.parseJson(utf8Decode(await read("/v1/configuration")), configurationShape),
  );
  const document = await read("/v1/directory");
  return checking("directory_unsound", async () => {
    const { index, statement } = openDirectory(utf8Decode(document), origin, directoryKeys.map(parseVerifierKey));
    const logKeys = {
      letters: parseVerifierKey(statement.logs.letters),
      directory: parseVerifierKey(statement.logs.directory),
      ledger: parseVerifierKey(statement.logs.ledger),
    };
    const entries = await readWholeLog(origin, "directory", logKeys.directory);
    const last = entries.at(-1);
    if (index !== entries.length - 1 || last === undefined || !equalBytes(last, documentEntry(document))) {
      throw new WorkerFailure("directory_unsound", "this directory is not the last one in its log");
    }
    const ledger = await readWholeLog(origin, "ledger", logKeys.ledger);
    const documents = await readDocuments(ledger);
    return {
      origin,
      demo,
      passes,
      version: index,
      statement,
      logKeys,
      tokenKeys: tokenKeysOf(statement.tokens, documents),
      pins: { directory: pinOf(entries), ledger: pinOf(ledger) },
      trusted: signersOf(statement).map(({ publicKey }) => publicKey),
    };
  });
}

function nameOf(statement: Statement, member: string): string {
  return statement.members.find(({ id }) => id === member)?.name ?? member;
}

/** Whoever writes in a lane or did. */
export function writerIn({ members, former }: Statement, lane: number): FormerWriter | null {
  return [...members, ...former].find((writer) => writer.lane === lane) ?? null;
}

function shownTeam(statement: Statement, { id, name, members }: TeamEntry | RungEntry): Team {
  return { id, name, members: members.map((member) => nameOf(statement, member)) };
}

export function teamOf(statement: Statement, id: string): Team | null {
  const team = statement.teams.find((entry) => entry.id === id);
  return team === undefined ? null : shownTeam(statement, team);
}

export function shownRecipients(statement: Statement, { teams, rungs }: Recipients): ShownRecipients {
  const { ladder } = statement;
  const place = ({ id }: RungEntry): number => (ladder.includes(id) ? ladder.indexOf(id) : ladder.length);
  return {
    teams: teams.map((team) => shownTeam(statement, team)),
    rungs: rungs
      .toSorted((a, b) => place(a) - place(b))
      .map((rung) => ({ ...shownTeam(statement, rung), isConfidential: rung.confidential })),
  };
}

function peopleOf({ members, teams, rungs }: Statement): Person[] {
  return members.map(({ id, name }) => ({
    id,
    name,
    groups: [...teams, ...rungs].filter((group) => group.members.includes(id)).map((group) => group.name),
  }));
}

/** What a page shows of it. */
export function shownOrganisation({ origin, statement, version, demo, passes }: VouchedOrganisation): Organisation {
  const { organisation: name, units, clauses, terms, holidays, logs } = statement;
  return {
    origin,
    name,
    version,
    ...shownRecipients(statement, statement),
    people: peopleOf(statement),
    units,
    clauses,
    terms,
    holidays: holidays.days,
    interval: logs.interval,
    demo,
    passes,
  };
}

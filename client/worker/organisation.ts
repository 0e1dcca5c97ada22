// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  json,
  parseVerifierKey,
  signersOf,
  SUBMITTER_LANE,
  tokenKeysOf,
  utf8Decode,
  type FormerWriter,
  type LogShortName,
  type Recipients,
  type RungEntry,
  type Statement,
  type TeamEntry,
  type TokenKey,
  type VerifierKey,
  type Vouching,
} from "#crypto";
import { read } from "../transport.ts";
import { nowSeconds, vouchingNow } from "./checkpoint.ts";
import { readDirectory } from "./directory.ts";
import { checking, WorkerFailure } from "./failure.ts";
import type { Evidence, Pins } from "./known.ts";
import type { Organisation, Person, Recipients as ShownRecipients, Team } from "../protocol/index.ts";

export { requireKnown } from "./known.ts";

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
  /** Seconds between two slots (crypto/oblivious/SPEC.md). */
  readonly slot: number;
  /** Of passes, credentials and what is posted with, as the directory names them and the ledger has them. */
  readonly tokenKeys: readonly TokenKey[];
  /** Its documents, of whatever kind. */
  readonly ledger: readonly Uint8Array[];
  /** Who vouches for the directory log and the ledger: the weaker of the two, as it was when they were read. */
  readonly vouching: Vouching;
  /** What a later reading must continue. */
  readonly pins: Pins;
  /** Ed25519 public keys of officer, council and spare, which are in force now. */
  readonly trusted: readonly Uint8Array[];
  readonly evidence: Evidence;
}

const configurationShape = json.record({
  origin: json.text(1, 200),
  demo: json.boolean,
  directoryKeys: json.list(json.text(1, 400), 0, 3),
  passes: json.nullable(json.text(1, 200)),
  slot: json.integer(1, 3_600),
});

/** What whoever serves this page says of the board behind it. @throws WorkerFailure `directory_unsound`, and TransportError */
export function readConfiguration(): Promise<json.Decoded<typeof configurationShape>> {
  return checking("directory_unsound", async () =>
    json.parseJson(utf8Decode(await read("/v1/configuration")), configurationShape),
  );
}

/**
 * Reads configuration, directory and ledger: the same requests for everybody.
 * @throws WorkerFailure `directory_one_signature`, `directory_not_in_log` or `directory_unsound`, and TransportError
 */
export async function readOrganisation(): Promise<VouchedOrganisation> {
  const { origin, demo, directoryKeys, passes, slot } = await readConfiguration();
  const keys = await checking("directory_unsound", () => directoryKeys.map(parseVerifierKey));
  const { index, documents, ...directory } = await readDirectory(origin, keys);
  const { statement } = directory;
  return {
    origin,
    demo,
    passes,
    slot,
    version: index,
    ledger: documents,
    ...directory,
    trusted: signersOf(statement).map(({ publicKey }) => publicKey),
    tokenKeys: await checking("directory_unsound", () => tokenKeysOf(statement.tokens, documents)),
  };
}

type Vouched = Pick<VouchedOrganisation, "vouching">;

/** By the clock of now. */
export const isVouched = ({ vouching }: Vouched): boolean => vouchingNow(vouching, nowSeconds()).fresh;

/**
 * Keys that nobody independent vouches for may be another list than everybody else's: nothing is sealed to them.
 * @throws WorkerFailure `directory_not_vouched`
 */
export function requireVouched({ vouching }: Vouched, now = nowSeconds()): void {
  const { fresh, since } = vouchingNow(vouching, now);
  if (!fresh) throw new WorkerFailure("directory_not_vouched", "two witnesses are missing", { since });
}

function nameOf(statement: Statement, member: string): string {
  return statement.members.find(({ id }) => id === member)?.name ?? member;
}

/** Whoever writes in a lane or did. */
export function writerIn({ members, former }: Statement, lane: number): FormerWriter | null {
  return [...members, ...former].find((writer) => writer.lane === lane) ?? null;
}

/** Whether somebody wrote in a lane and does not any more; a submitter, who writes in lane 0, never. */
export function isFormer({ members }: Statement, lane: number): boolean {
  return lane !== SUBMITTER_LANE && !members.some((member) => member.lane === lane);
}

export function shownTeam(statement: Statement, { id, name, members }: TeamEntry | RungEntry): Team {
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
export function shownOrganisation(read: VouchedOrganisation): Organisation {
  const { origin, statement, version, demo, passes, slot, vouching } = read;
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
    slot,
    demo,
    passes,
    vouching,
  };
}

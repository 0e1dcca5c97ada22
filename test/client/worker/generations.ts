// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  codenameKeys,
  hex,
  logName,
  openMessage,
  sealMessage,
  signingKey,
  threadKeys,
  withGroupKey,
  withMember,
  withoutMember,
  xwingKey,
  type Statement,
  type ThreadEvent,
} from "#crypto";
import { DeskCase, nameOfKey, type Writers } from "../../../client/worker/desk-case.ts";
import { witnessesOf } from "../../../client/worker/directory.ts";
import { Inbox } from "../../../client/worker/inbox.ts";
import { Letters } from "../../../client/worker/letters.ts";
import { writerIn, type VouchedOrganisation } from "../../../client/worker/organisation.ts";
import { Purse } from "../../../client/worker/purse.ts";
import { SubmitterSession } from "../../../client/worker/submitter.ts";
import type { SignalText, Team, ThreadView } from "../../../client/protocol/index.ts";
import { signalText } from "../../signal.ts";
import { documentOf, FIRST, ORIGIN, organisationOf, seed, signersFrom, STATEMENT } from "./history.ts";
import { POST_KEY, type LettersBoard } from "./letters-board.ts";

// One team over time: C and D, then C and E, then E and F, each time with another key. Their submitter, and whoever has a key.

/** Of team West, by epoch. */
export const KEYS = [41, 42, 43].map((mark) => xwingKey(seed(mark)));
/** Marks of the members' signing keys. */
const MARKS: Readonly<Record<string, number>> = { a: 30, b: 31, c: 32, d: 33, e: 34, f: 35 };
const LANES = { c: 3, d: 4, e: 5, f: 6 } as const;

/** One leaves the team West and another joins it, and it gets another key. */
function replaced(statement: Statement, leaving: string, joining: string, epoch: number): Statement {
  const key = signingKey(seed(MARKS[joining] ?? 0)).publicKey;
  const joined = withMember(withoutMember(statement, leaving), { id: joining, name: joining.toUpperCase(), key });
  const teams = joined.teams.map((team) =>
    team.id === "west" ? { ...team, members: [...team.members, joining] } : team,
  );
  return withGroupKey({ ...joined, teams }, "west", KEYS[epoch]?.publicKey ?? new Uint8Array(0));
}

const SECOND = replaced(STATEMENT, "d", "e", 1);
const THIRD = replaced(SECOND, "c", "f", 2);
const STATEMENTS = [STATEMENT, SECOND, THIRD] as const;

/** As a page reads it when so many changes have been. */
export function organisationAfter(
  changes: number,
  vouching: VouchedOrganisation["vouching"] = { fresh: true, since: Math.floor(Date.now() / 1000) },
): VouchedOrganisation {
  const statements = STATEMENTS.slice(0, changes + 1);
  const documents = statements.map((statement, i) => documentOf(i, statement, signersFrom(FIRST)));
  return { ...organisationOf(documents, vouching, statements.at(-1)), tokenKeys: [POST_KEY] };
}

/** The same, where nobody is in the list for the team any more. */
export function organisationWithoutTeam(): VouchedOrganisation {
  const organisation = organisationAfter(1);
  const teams = organisation.statement.teams.filter(({ id }) => id !== "west");
  return { ...organisation, statement: { ...organisation.statement, teams } };
}

export const MASTER = seed(9);
const SHOWN: Team = { id: "west", name: "West", members: ["C", "D"] };
export const SIGNAL = signalText({ title: "Te laat", facts: "Een dag." }) as SignalText;

export const ignore = (): void => undefined;

/** A device with this codename, as it opens the thread. */
export function device(organisation: VouchedOrganisation, master = MASTER): SubmitterSession {
  return new SubmitterSession(organisation, master, new Purse());
}

export async function opened(
  organisation: VouchedOrganisation,
  master = MASTER,
): Promise<{ readonly session: SubmitterSession; readonly view: Extract<ThreadView, { state: "found" }> }> {
  const session = device(organisation, master);
  return { session, view: await look(session) };
}

export async function look(session: SubmitterSession, older = false): Promise<Extract<ThreadView, { state: "found" }>> {
  const view = await session.read(older, ignore);
  if (view.state !== "found") throw new Error("nothing there");
  return view;
}

/** Sent to C and D, and in the log. */
export async function sendSignal(board: LettersBoard, signal = SIGNAL): Promise<void> {
  const purse = new Purse();
  purse.give({ kind: "card", code: new Uint8Array(10) });
  await new SubmitterSession(organisationAfter(0), MASTER, purse).sendSignal(signal, SHOWN);
  board.sequence();
}

/** What was said to a submitter and by them, as their page shows it. */
export const textsIn = ({ conversation }: Pick<Extract<ThreadView, { state: "found" }>, "conversation">): string[] =>
  conversation.flatMap(({ words }) => ("text" in words ? [words.text] : []));

/** Everything that the keys of these epochs open at a desk, and what they make of it. */
export async function deskWith(
  epochs: readonly number[],
  { statement, logKeys }: VouchedOrganisation,
): Promise<DeskCase> {
  const letters = new Letters(logName(ORIGIN, "letters"), logKeys.letters, true, witnessesOf(statement));
  const { members, former } = statement;
  const lanes = [...members, ...former].map(({ lane }) => lane);
  const writers: Writers = {
    origin: ORIGIN,
    lanes,
    teamLanes: lanes,
    isFormer: (lane) => former.some((writer) => writer.lane === lane),
    signerOf: (lane) => writerIn(statement, lane)?.key,
  };
  await letters.refresh();
  const inbox = new Inbox(letters, writers, () => undefined);
  inbox.use(
    epochs.flatMap((epoch) => KEYS.slice(epoch, epoch + 1)).map((key) => ({ name: nameOfKey(key), epoch: 1, key })),
  );
  await inbox.read(0, ignore);
  return inbox.cases()[0] ?? new DeskCase("none", writers);
}

export async function textsAt(desk: DeskCase): Promise<string[]> {
  const { entries } = await desk.thread();
  return entries.flatMap(({ event }) => ("text" in event ? [event.text] : []));
}

const threadOf = (generation: number): ReturnType<typeof threadKeys> =>
  threadKeys(codenameKeys(MASTER, ORIGIN, generation).threadSecret, ORIGIN);

interface Elsewhere {
  readonly generation?: number;
  readonly position?: number;
  /** Whose key signs it; the member's own where it is left out, as is the lane. */
  readonly signer?: keyof typeof LANES;
  readonly lane?: number;
}

/** A member writes, with the secrets of a generation. */
export async function memberWrites(
  board: LettersBoard,
  member: keyof typeof LANES,
  event: ThreadEvent,
  { generation = 0, position = 0, signer = member, lane = LANES[member] }: Elsewhere = {},
): Promise<void> {
  const key = signingKey(seed(MARKS[signer] ?? 0));
  const parts = await sealMessage(event, { lane, position }, threadOf(generation), ORIGIN, key);
  board.keep(...parts.map(({ bytes }) => bytes));
  board.sequence();
}

/** Numbers in the log of what the secrets of a generation open in its lane 0. */
export function openedWith(generation: number, board: LettersBoard): number[] {
  const thread = threadOf(generation);
  const signer = codenameKeys(MASTER, ORIGIN, 0).submitter.publicKey;
  const tags = new Map(Array.from({ length: 70 }, (_, position) => [hex(thread.tag(0, position)), position]));
  return board.envelopes().flatMap((envelope, index) => {
    const position = tags.get(hex(envelope.subarray(0, 16)));
    if (position === undefined) return [];
    return typeof openMessage(thread, { lane: 0, position }, envelope, index, ORIGIN, signer) === "string"
      ? []
      : [index];
  });
}

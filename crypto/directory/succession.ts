// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { LOGS } from "../log/index.ts";
import { equalBytes } from "../wire/index.ts";
import { requireConsistent } from "./consistent.ts";
import { requireSameUses } from "./key-uses.ts";
import type { FormerWriter, Statement } from "./shape.ts";

// What must hold between a statement and the one before it (SPEC.md, "From one to the next"). One that stands alone cannot show
// that a lane was somebody else's, or that whoever left still holds the key.

/** A place in the directory log and what stands there. */
export interface Placed {
  readonly index: number;
  readonly statement: Statement;
}

/** @throws ProtocolError `inconsistent` */
export function requireSuccession(previous: Placed, next: Placed): void {
  requireConsistent(next.index === previous.index + 1, "not the place after the last one");
  const [before, after] = [previous.statement, next.statement];
  requireConsistent(
    LOGS.every((log) => before.logs[log] === after.logs[log]),
    "a log with another key is another log",
  );
  requireSameUses(before, after);
  requireSigners(before, after, next.index);
  requireLanes(before, after);
  requireGroups(before, after);
  requireTokens(before, after);
  requireConsistent(before.holidays.from <= after.holidays.from, "a calendar that begins earlier");
}

export function haveSameSigners(a: Statement, b: Statement): boolean {
  return (["officer", "council", "spare"] as const).every((role) => a.signers[role] === b.signers[role]);
}

function requireSigners(before: Statement, after: Statement, index: number): void {
  const expected = haveSameSigners(before, after) ? before.successions : [...before.successions, index];
  requireConsistent(expected.join() === after.successions.join(), "successions that are not the ones there were");
}

const writersIn = ({ members, former }: Statement): FormerWriter[] => [...members, ...former];

function requireLanes(before: Statement, after: Statement): void {
  requireConsistent(after.nextLane >= before.nextLane, "lanes that were given are given again");
  const known = new Map(writersIn(before).map((writer) => [writer.lane, writer.key]));
  for (const { lane, key } of writersIn(after)) {
    const was = known.get(lane);
    requireConsistent(
      was === undefined ? lane >= before.nextLane : equalBytes(was, key),
      "a lane that was somebody else's",
    );
  }
  const idOf = new Map(after.members.map(({ lane, id }) => [lane, id]));
  const former = new Set(after.former.map(({ lane }) => lane));
  for (const { lane, id } of before.members)
    requireConsistent(former.has(lane) || idOf.get(lane) === id, "a writer whose lane nobody or somebody else has now");
}

interface Group {
  readonly epoch: number;
  readonly key: Uint8Array;
  /** Sorted, so that the order in which they stand means nothing. */
  readonly members: string;
}

function groupsOf({ teams, rungs, custodians }: Statement): Map<string, Group> {
  const shared = [...teams, ...rungs].map(
    ({ id, epoch, key, members }) => [id, { epoch, key, members: members.toSorted().join() }] as const,
  );
  const single = custodians.map(({ id, epoch, key, member }) => [id, { epoch, key, members: member }] as const);
  return new Map([...shared, ...single]);
}

/** Who left knows the old key; who came has not been given it by anybody here. */
function requireGroups(before: Statement, after: Statement): void {
  const known = groupsOf(before);
  for (const [id, { epoch, key, members }] of groupsOf(after)) {
    const was = known.get(id);
    if (was === undefined) continue;
    if (equalBytes(was.key, key)) requireConsistent(was.members === members, "other members with the same key");
    else requireConsistent(epoch === was.epoch + 1, "a new key without the next epoch");
  }
}

/** Passes name a key by its place. */
function requireTokens(before: Statement, after: Statement): void {
  requireConsistent(
    before.tokens.every(({ purpose, hash, from, until }, i) => {
      const same = after.tokens[i];
      return same?.purpose === purpose && same.from === from && same.until === until && equalBytes(same.hash, hash);
    }),
    "token keys that moved or went",
  );
}

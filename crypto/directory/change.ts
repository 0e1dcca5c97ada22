// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { MemberEntry, Statement } from "./shape.ts";

// Steps from one statement to the next. None of them asks whether the result is sound: `formatStatement` and
// `requireSuccession` do.

export interface NewMember {
  readonly id: string;
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly key: Uint8Array;
}

/** In the next lane, which nobody had. */
export function withMember(statement: Statement, { id, name, key }: NewMember): Statement {
  const lane = statement.nextLane;
  return { ...statement, members: [...statement.members, { id, name, lane, key }], nextLane: lane + 1 };
}

function retired(statement: Statement, { name, lane, key }: MemberEntry): Statement["former"] {
  return [...statement.former, { name, lane, key }];
}

/** Out of every team and rung too. What they wrote stays readable. */
export function withoutMember(statement: Statement, id: string): Statement {
  const leaving = statement.members.find((member) => member.id === id);
  if (leaving === undefined) throw new RangeError("nobody with this id");
  const without = <Group extends { readonly members: readonly string[] }>(group: Group): Group => ({
    ...group,
    members: group.members.filter((member) => member !== id),
  });
  return {
    ...statement,
    members: statement.members.filter((member) => member !== leaving),
    former: retired(statement, leaving),
    teams: statement.teams.map(without),
    rungs: statement.rungs.map(without),
  };
}

/** Somebody who lost their keyring: the same person in the same groups, with another key and so another lane. */
export function withMemberKey(statement: Statement, id: string, key: Uint8Array): Statement {
  const entry = statement.members.find((member) => member.id === id);
  if (entry === undefined) throw new RangeError("nobody with this id");
  const lane = statement.nextLane;
  return {
    ...statement,
    members: statement.members.map((member) => (member === entry ? { ...member, lane, key } : member)),
    former: retired(statement, entry),
    nextLane: lane + 1,
  };
}

/** The next key of a team, rung or custodian; one a document, since the next epoch is the last one's and one more. */
export function withGroupKey(statement: Statement, id: string, key: Uint8Array): Statement {
  const { teams, rungs, custodians } = statement;
  if (![...teams, ...rungs, ...custodians].some((group) => group.id === id))
    throw new RangeError("no group with this id");
  const renew = <Group extends { readonly id: string; readonly epoch: number; readonly key: Uint8Array }>(
    group: Group,
  ): Group => (group.id === id ? { ...group, epoch: group.epoch + 1, key } : group);
  return {
    ...statement,
    teams: teams.map(renew),
    rungs: rungs.map(renew),
    custodians: custodians.map(renew),
  };
}

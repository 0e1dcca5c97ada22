// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Statement } from "#crypto/directory/index.ts";
import type { Change, GroupKind } from "./change.ts";
import { isReordered, isSame, pairs, without } from "./compare.ts";

// Teams, rungs and custodians: who holds which key together.

/** What teams, rungs and custodians have in common. */
export interface Group {
  readonly kind: GroupKind;
  readonly id: string;
  readonly name: string;
  readonly epoch: number;
  readonly key: Uint8Array;
  /** Ids. */
  readonly members: readonly string[];
  /** Of rungs; of the others true, as they keep what they read to themselves. */
  readonly isConfidential: boolean;
}

export function groupsOf(statement: Statement | null, kind: GroupKind): Group[] {
  if (statement === null) return [];
  switch (kind) {
    case "team":
      return statement.teams.map((team) => ({ ...team, kind, isConfidential: true }));
    case "rung":
      return statement.rungs.map(({ confidential, ...rung }) => ({ ...rung, kind, isConfidential: confidential }));
    case "custodian":
      return statement.custodians.map(({ member, ...custodian }) => ({
        ...custodian,
        kind,
        members: [member],
        isConfidential: true,
      }));
  }
}

export function allGroupsOf(statement: Statement | null): Group[] {
  return (["team", "rung", "custodian"] as const).flatMap((kind) => groupsOf(statement, kind));
}

/** People as the later statement names them; of who left, as the earlier did. */
function namesIn(before: Statement | null, after: Statement): (ids: readonly string[]) => string[] {
  const people = [...after.members, ...(before?.members ?? [])];
  return (ids) => ids.map((id) => people.find((person) => person.id === id)?.name ?? id);
}

function keptGroup(was: Group, is: Group, names: (ids: readonly string[]) => string[]): Change[] {
  const { kind, id, name } = is;
  const group = { kind, id, name };
  const changes: Change[] = [];
  if (was.name !== name) changes.push({ ...group, what: "group-renamed", before: was.name });
  const [joined, left] = [without(is.members, was.members), without(was.members, is.members)];
  if (joined.length + left.length > 0)
    changes.push({ ...group, what: "group-members", joined: names(joined), left: names(left) });
  else if (isReordered(was.members, is.members)) changes.push({ ...group, what: "group-order" });
  if (was.isConfidential !== is.isConfidential)
    changes.push({ ...group, what: "rung-confidential", isConfidential: is.isConfidential });
  const hasNewKey = !isSame(was.key, is.key);
  if (hasNewKey) changes.push({ ...group, what: "group-key", key: is.key });
  if (is.epoch !== was.epoch + (hasNewKey ? 1 : 0)) changes.push({ ...group, what: "group-epoch", after: is.epoch });
  return changes;
}

export function groupChanges(before: Statement | null, after: Statement, kind: GroupKind): Change[] {
  const names = namesIn(before, after);
  const [were, are] = [groupsOf(before, kind), groupsOf(after, kind)];
  const isIn = (list: readonly Group[]) => (group: Group) => list.some(({ id }) => id === group.id);
  const formed = are.filter((group) => !isIn(were)(group));
  const dissolved = were.filter((group) => !isIn(are)(group));
  return [
    ...formed.map(({ id, name, members, key }): Change => ({
      what: "group-formed",
      kind,
      id,
      name,
      members: names(members),
      key,
    })),
    ...formed
      .filter(() => kind === "rung")
      .map(({ id, name, isConfidential }): Change => ({ what: "rung-confidential", kind, id, name, isConfidential })),
    // A group begins at 0, or after its last key where it comes back: at the highest it could never get another.
    ...formed
      .filter(({ epoch }) => epoch !== 0)
      .map(({ id, name, epoch }): Change => ({ what: "group-epoch", kind, id, name, after: epoch })),
    ...dissolved.map(({ id, name }): Change => ({ what: "group-dissolved", kind, id, name })),
    ...pairs(were, are, ({ id }) => id).flatMap(([was, is]) => keptGroup(was, is, names)),
  ];
}

export function ladderChanges(before: Statement | null, after: Statement): Change[] {
  if (isSame(before?.ladder ?? [], after.ladder)) return [];
  return [{ what: "ladder", after: after.ladder.map((id) => after.rungs.find((rung) => rung.id === id)?.name ?? id) }];
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Statement } from "#crypto/directory/index.ts";
import type { Change, Ordered } from "./change.ts";
import {
  clauseChanges,
  dayChanges,
  keyChanges,
  logChanges,
  nameListChanges,
  signerChanges,
  successionChanges,
  termChanges,
  witnessChanges,
} from "./changes-agreed.ts";
import { groupChanges, ladderChanges } from "./changes-groups.ts";
import { formerChanges, laneChanges, memberChanges } from "./changes-people.ts";
import { isReordered, isSame } from "./compare.ts";

// All differences between two statements: what somebody reads before they sign. Nothing in a statement may change without one, and
// a new member of it does not compile before this knows it.

type Differ = (before: Statement | null, after: Statement) => Change[];

const named =
  (what: "organisation" | "relay"): Differ =>
  (before, after) =>
    before?.[what] === after[what] ? [] : [{ what, before: before?.[what] ?? null, after: after[what] }];

/** In the order in which they are read. `null` where another's does it. */
const DIFFERENCES: Readonly<Record<keyof Statement, Differ | null>> = {
  version: (before, { version }) =>
    before === null || before.version === version ? [] : [{ what: "version", after: version }],
  organisation: named("organisation"),
  relay: named("relay"),
  signers: signerChanges,
  successions: successionChanges,
  members: memberChanges,
  former: formerChanges,
  nextLane: laneChanges,
  teams: (before, after) => groupChanges(before, after, "team"),
  rungs: (before, after) => groupChanges(before, after, "rung"),
  custodians: (before, after) => groupChanges(before, after, "custodian"),
  ladder: ladderChanges,
  terms: termChanges,
  units: (before, after) => nameListChanges(before, after, "units"),
  themes: (before, after) => nameListChanges(before, after, "themes"),
  clauses: clauseChanges,
  holidays: dayChanges,
  releaseDays: null,
  witnesses: witnessChanges,
  logs: logChanges,
  tokens: keyChanges,
  clock: null,
  tally: null,
  gateway: null,
};

const ORDERED: readonly Ordered[] = [
  "members",
  "former",
  "teams",
  "rungs",
  "custodians",
  "units",
  "themes",
  "clauses",
  "witnesses",
  "tokens",
  "clock",
  "tally",
];

/** Things are the same as long as their names are, whatever else of them changed. */
function namesIn(statement: Statement, of: Ordered): unknown[] {
  return statement[of].map((item) => (typeof item !== "string" && "id" in item ? item.id : item));
}

function orderChanges(before: Statement | null, after: Statement): Change[] {
  if (before === null) return [];
  return ORDERED.filter((of) => isReordered(namesIn(before, of), namesIn(after, of))).map((of) => ({
    what: "order",
    of,
  }));
}

/**
 * @param before the statement in force, or null before the first
 * @returns none where both say the same, and at least one where they do not
 */
export function changesBetween(before: Statement | null, after: Statement): Change[] {
  if (before !== null && isSame(before, after)) return [];
  const changes = Object.values(DIFFERENCES).flatMap((differ) => differ?.(before, after) ?? []);
  return [...changes, ...orderChanges(before, after)];
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignerRole, Statement } from "#crypto/directory/index.ts";
import type { GroupKind } from "./change.ts";
import { allGroupsOf, groupsOf, type Group } from "./changes-groups.ts";
import { SIGNER_ROLES } from "./signers.ts";

// What a statement still needs before anybody can sign it, in the order in which people would ask for it. The format's own rules
// (crypto/directory/SPEC.md) are asked as well, by the Worker; these say it before, and say what to do.

export const MEMBERS_MINIMUM = 4;
export const TEAMS_MINIMUM = 2;
export const WITNESSES_MINIMUM = 2;
export const SIZES: Readonly<Record<GroupKind, readonly [minimum: number, maximum: number]>> = {
  team: [2, 4],
  rung: [1, 8],
  custodian: [1, 1],
};

/** A group whose people change without a next key that one of them made. */
export interface KeyLack {
  readonly lack: "key";
  readonly kind: GroupKind;
  readonly id: string;
  readonly name: string;
  /** Names of who can make it. */
  readonly makers: readonly string[];
}

export type Lack =
  /** Before the first directory: who has not accepted yet. */
  | { readonly lack: "signer"; readonly role: SignerRole }
  | { readonly lack: "organisation" }
  | { readonly lack: "relay" }
  | { readonly lack: "members"; readonly missing: number }
  | { readonly lack: "teams"; readonly missing: number }
  | {
      readonly lack: "size";
      readonly kind: GroupKind;
      readonly id: string;
      readonly name: string;
      readonly size: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly lack: "shared"; readonly name: string; readonly teams: readonly string[] }
  | KeyLack
  | { readonly lack: "ladder"; readonly name: string }
  | { readonly lack: "terms" }
  | { readonly lack: "witnesses"; readonly missing: number }
  | { readonly lack: "calendar" }
  | { readonly lack: "days" }
  /** Whoever is to be replaced cannot propose it. */
  | { readonly lack: "own-role" }
  /** A rule of the format that none of the above says; `reason` is the format's own word for it. */
  | { readonly lack: "unsound"; readonly reason: string };

function sizeLacks(groups: readonly Group[]): Lack[] {
  return groups.flatMap(({ kind, id, name, members: { length: size } }): Lack[] => {
    const [minimum, maximum] = SIZES[kind];
    return size >= minimum && size <= maximum ? [] : [{ lack: "size", kind, id, name, size, minimum, maximum }];
  });
}

function sharedLacks({ teams, members }: Statement): Lack[] {
  return members.flatMap(({ id, name }): Lack[] => {
    const own = teams.filter((team) => team.members.includes(id)).map((team) => team.name);
    return own.length < 2 ? [] : [{ lack: "shared", name, teams: own }];
  });
}

function ladderLacks({ ladder, rungs }: Statement): Lack[] {
  const first = rungs.find(({ id }) => id === ladder[0]);
  return first === undefined || first.confidential ? [] : [{ lack: "ladder", name: first.name }];
}

/** The same day two years later. */
export function twoYearsAfter(day: string): string {
  return `${String(Number(day.slice(0, 4)) + 2).padStart(4, "0")}${day.slice(4)}`;
}

function dayLacks({ holidays: { from, until, days } }: Statement): Lack[] {
  const lacks: Lack[] = until < twoYearsAfter(from) ? [{ lack: "calendar" }] : [];
  return days.every((day) => from <= day && day <= until) ? lacks : [...lacks, { lack: "days" }];
}

const fewer = (lack: "members" | "teams" | "witnesses", have: number, need: number): Lack[] =>
  have < need ? [{ lack, missing: need - have }] : [];

/**
 * @param statement keys that are not there yet are empty in it
 * @param keys groups that need a next key that nobody offers
 */
export function lacksOf(statement: Statement, keys: readonly KeyLack[]): Lack[] {
  const { organisation, relay, signers, members, teams, witnesses, terms } = statement;
  return [
    ...SIGNER_ROLES.filter((role) => signers[role] === "").map((role): Lack => ({ lack: "signer", role })),
    ...(organisation.trim() === "" ? [{ lack: "organisation" as const }] : []),
    ...(relay.trim() === "" ? [{ lack: "relay" as const }] : []),
    ...fewer("members", members.length, MEMBERS_MINIMUM),
    ...fewer("teams", teams.length, TEAMS_MINIMUM),
    ...sizeLacks(allGroupsOf(statement)),
    ...sharedLacks(statement),
    ...keys,
    ...ladderLacks(statement),
    ...(terms.seen <= terms.silence && terms.silence <= terms.answer ? [] : [{ lack: "terms" as const }]),
    ...fewer("witnesses", witnesses.length, WITNESSES_MINIMUM),
    ...dayLacks(statement),
  ];
}

/** Where somebody belongs. */
export function groupNamesOf(statement: Statement, member: string): string[] {
  return (["team", "rung", "custodian"] as const)
    .flatMap((kind) => groupsOf(statement, kind))
    .filter(({ members }) => members.includes(member))
    .map(({ name }) => name);
}

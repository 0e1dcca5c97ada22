// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  equalBytes,
  fingerprintWords,
  groupsIn,
  groupsWith,
  hex,
  parseVerifierKey,
  signingKey,
  type GroupSeed,
  type Keyring,
  type SharedGroup,
  type Statement,
} from "#crypto";
import type { Colleague, Fingerprint, KeyGroup, OldKey, OwnKeys } from "../protocol/index.ts";
import { oldSeeds, type SeedRecord } from "./seed-record.ts";
import { seedsFor } from "./giving.ts";
import { heldOf } from "./seeds.ts";
import { memberOf } from "./keep-known.ts";
import { asSignerRole } from "./signer-role.ts";
import { listOf } from "./words.ts";

// A keyring beside the directory: who this is there, and which keys are held, missing or still to come.

export async function fingerprintOf(key: Uint8Array, origin: string): Promise<Fingerprint> {
  const [nl, en] = await Promise.all([listOf("nl"), listOf("en")]);
  return { nl: fingerprintWords(key, nl, origin), en: fingerprintWords(key, en, origin) };
}

/** Before the first directory there is no statement, and everybody waits. */
export function standingOf(keyring: Keyring, statement: Statement | null): OwnKeys["standing"] {
  if (statement === null) return "waiting";
  const { publicKey } = signingKey(keyring.signing);
  if (keyring.kind === "signer") {
    // Who succeeds a signer waits too: until then the key in force is somebody else's.
    const inForce = parseVerifierKey(statement.signers[asSignerRole(keyring.id)]).publicKey;
    return equalBytes(inForce, publicKey) ? "named" : "waiting";
  }
  if (memberOf(keyring, statement) !== undefined) return "named";
  return statement.former.some(({ key }) => equalBytes(key, publicKey)) ? "replaced" : "waiting";
}

/** Groups in which the directory has this person with this key. */
export function ownGroups(keyring: Keyring, statement: Statement | null): SharedGroup[] {
  if (statement === null || memberOf(keyring, statement) === undefined) return [];
  return groupsWith(statement, keyring.id);
}

/** Keys that were made here and that the directory does not have. */
export function madeSeeds(keyring: Keyring, statement: Statement | null): GroupSeed[] {
  const groups = ownGroups(keyring, statement);
  const isWaiting = standingOf(keyring, statement) === "waiting";
  return keyring.seeds.filter(({ group, epoch }) => {
    const known = groups.find(({ id }) => id === group);
    return known === undefined ? isWaiting : epoch > known.epoch;
  });
}

export function shownGroups(keyring: Keyring, statement: Statement | null): KeyGroup[] {
  const made = madeSeeds(keyring, statement).map(({ group }) => group);
  const groups = ownGroups(keyring, statement);
  const named = groups.map((group) => ({
    id: group.id,
    name: group.name,
    holds: heldOf(keyring.seeds, group),
    isNextOffered: made.includes(group.id),
  }));
  const others = made.filter((id) => !groups.some((group) => group.id === id));
  const nameOf = (id: string): string =>
    (statement === null ? [] : groupsIn(statement)).find((group) => group.id === id)?.name ?? id;
  return [...named, ...others.map((id) => ({ id, name: nameOf(id), holds: "none" as const, isNextOffered: true }))];
}

/** What the board keeps for others. */
export interface Post {
  /** Keys in hex of those to whom something can be sealed. */
  readonly boxes: Pick<ReadonlySet<string>, "has">;
  /** Keys in hex of those who have not taken what was given to them from here. */
  readonly waiting: ReadonlySet<string>;
}

/** A group may be gone by now: it is named as it was last. */
export function shownOldKeys({ seeds, id }: Keyring, record: SeedRecord): OldKey[] {
  const groups = record.history.toReversed().flatMap((statement) => groupsIn(statement));
  return oldSeeds(seeds, id, record).map(({ group, epoch }) => ({
    group,
    epoch,
    name: groups.find((each) => each.id === group)?.name ?? group,
  }));
}

/** @param history of the directory, the statement in force last */
export async function shownColleagues(
  keyring: Keyring,
  history: readonly Statement[],
  { boxes, waiting }: Post,
  origin: string,
): Promise<Colleague[]> {
  const statement = history.at(-1);
  if (statement === undefined) return [];
  const ids = new Set(ownGroups(keyring, statement).flatMap(({ members }) => members));
  ids.delete(keyring.id);
  const colleagues = statement.members.filter(({ id }) => ids.has(id));
  return Promise.all(
    colleagues.map(async ({ id, name, key }) => ({
      id,
      name,
      groups: groupsWith(statement, keyring.id, id).map((group) => group.name),
      fingerprint: await fingerprintOf(key, origin),
      keys: seedsFor(keyring.seeds, history, keyring.id, id).length,
      canReceive: boxes.has(hex(key)),
      isWaiting: waiting.has(hex(key)),
    })),
  );
}

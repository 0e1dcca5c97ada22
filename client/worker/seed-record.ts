// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  burnNoticesIn,
  equalBytes,
  groupsIn,
  hex,
  sha256,
  xwingKey,
  type BurnNotice,
  type GroupSeed,
  type Statement,
} from "#crypto";
import type { VouchedOrganisation } from "./organisation.ts";
import { epochsOf, readHistory } from "./team-history.ts";

// Who shared which key of a group, by the directory's whole history, and who says in the ledger that they have its seed no more.

export interface SeedRecord {
  /** Every statement, the one in force last. */
  readonly history: readonly Statement[];
  readonly burned: readonly BurnNotice[];
}

/**
 * @param before of an earlier directory, which this one was found to continue
 * @throws as readHistory
 */
export async function readSeedRecord(
  organisation: VouchedOrganisation,
  before: SeedRecord | null,
): Promise<SeedRecord> {
  const { origin, ledger, version } = organisation;
  const isSame = before?.history.length === version + 1;
  const history = isSame ? before.history : await readHistory(organisation);
  return { history, burned: burnNoticesIn(ledger, origin) };
}

/** SHA-256 of the X-Wing public key. */
export const keyHashOf = ({ seed }: Pick<GroupSeed, "seed">): Uint8Array => sha256(xwingKey(seed).publicKey);

/** Whether this is the seed of a key that the directory had, while this member was in its group. */
export function wasShared(seed: GroupSeed, member: string, history: readonly Statement[]): boolean {
  const own = epochsOf(history, seed.group).filter(
    ({ epoch, members }) => epoch === seed.epoch && members.some(({ id }) => id === member),
  );
  return own.length > 0 && own.some(({ key }) => key === hex(keyHashOf(seed)));
}

/**
 * The same while they were in the list without a break. An `id` is made of a name: after a break it may be somebody else's, and
 * whoever it is gets nothing of before.
 */
export function mayHave(seed: GroupSeed, member: string, history: readonly Statement[]): boolean {
  const absent = history.findLastIndex(({ members }) => !members.some(({ id }) => id === member));
  return wasShared(seed, member, history.slice(absent + 1));
}

/** @param member their Ed25519 public key */
export function isBurned({ group, epoch, seed }: GroupSeed, member: Uint8Array, { burned }: SeedRecord): boolean {
  const notices = burned.filter(
    (notice) => notice.group === group && notice.epoch === epoch && equalBytes(notice.member, member),
  );
  return notices.some(({ key }) => equalBytes(key, keyHashOf({ seed })));
}

/** Held keys that another one replaced, which this member shared. */
export function oldSeeds(seeds: readonly GroupSeed[], member: string, { history }: SeedRecord): GroupSeed[] {
  const present = history.at(-1);
  if (present === undefined) return [];
  const isPresent = ({ group, epoch }: GroupSeed): boolean =>
    groupsIn(present).some((each) => each.id === group && each.epoch <= epoch);
  return seeds.filter((seed) => !isPresent(seed) && wasShared(seed, member, history));
}

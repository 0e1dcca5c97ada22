// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { base64url, compareBytes, equalBytes, json } from "../wire/index.ts";

// What a keyring holds, as JSON (SPEC.md). One keyring is one identity: a member, or one of the three who sign the directory.

const identifier = json.matching(/^[a-z0-9-]{1,40}$/, "an identifier");
const bytes32: json.Decoder<Uint8Array> = json.bytes(32);
const size = json.integer(0, Number.MAX_SAFE_INTEGER);
const pin = json.nullable(json.record({ size, root: bytes32 }));

const keyring = json.record({
  version: json.integer(1, 1),
  /** Counted up each time it is kept: of two the higher knows more. */
  revision: json.integer(0, 999_999_999),
  kind: json.oneOf("member", "signer"),
  /** A member's `id` in the directory, or a signer's role. */
  id: identifier,
  /** Ed25519 seed: signs what this person writes, or the directory. */
  signing: bytes32,
  /** X-Wing seed: what others seal to this person alone. */
  box: bytes32,
  seeds: json.list(json.record({ group: identifier, epoch: json.integer(0, 65_535), seed: bytes32 }), 0, 16),
  pins: json.record({ letters: pin, directory: pin, ledger: pin }),
  /** Ed25519 public keys of officer, council and spare that were in force when this was kept; null before the first directory. */
  trusted: json.nullable(json.list(bytes32, 3, 3)),
});

export type Keyring = Omit<json.Decoded<typeof keyring>, "version">;
/** The last checkpoint of a log that somebody verified. */
export type Pin = NonNullable<Keyring["pins"]["letters"]>;
/** A team's, rung's or custodian's X-Wing seed, which its members share. */
export type GroupSeed = Keyring["seeds"][number];

export const SEEDS_MAXIMUM = 16;

export function formatKeyring({ revision, kind, id, signing, box, seeds, pins, trusted }: Keyring): string {
  const parts = { version: 1, revision, kind, id, signing, box, seeds, pins, trusted };
  return JSON.stringify(parts, (_name, value: unknown) => (value instanceof Uint8Array ? base64url(value) : value));
}

/** @throws ProtocolError `malformed` or `needs_newer_version` */
export function parseKeyring(source: string): Keyring {
  const { revision, kind, id, signing, box, seeds, pins, trusted } = json.parseJson(source, keyring);
  return { revision, kind, id, signing, box, seeds, pins, trusted };
}

const isSameGroup = (a: GroupSeed, b: GroupSeed): boolean => a.group === b.group && a.epoch === b.epoch;

/** By group, then epoch. Two for one epoch are what two devices made; which of them counts, the directory says. */
const inOrder = (a: GroupSeed, b: GroupSeed): number => {
  if (a.group !== b.group) return a.group < b.group ? -1 : 1;
  return a.epoch - b.epoch || compareBytes(a.seed, b.seed);
};

/** The oldest of the group that has the most, and of no group the last: what is read with it now must stay readable. */
function leastNeeded(seeds: readonly GroupSeed[]): GroupSeed | undefined {
  const groups = [...Map.groupBy(seeds, ({ group }) => group).values()].toSorted((a, b) => b.length - a.length);
  for (const [oldest, ...younger] of groups)
    if (oldest !== undefined && younger.some(({ epoch }) => epoch > oldest.epoch)) return oldest;
  return undefined;
}

/** At most sixteen in the order of groups and epochs, or null where none can go. */
function fitted(held: readonly GroupSeed[], added: GroupSeed): GroupSeed[] | null {
  const others = held.filter((seed) => !isSameGroup(seed, added) || !equalBytes(seed.seed, added.seed));
  const seeds = [...others, added].toSorted(inOrder);
  if (seeds.length <= SEEDS_MAXIMUM) return seeds;
  const leaving = leastNeeded(seeds);
  return leaving === undefined ? null : seeds.filter((seed) => seed !== leaving);
}

/** Whether one more seed can be added. */
export const hasRoomFor = ({ seeds }: Keyring, added: GroupSeed): boolean => fitted(seeds, added) !== null;

/** With one more seed, in the order of groups and epochs; an old one goes where there is no room. @throws RangeError where nothing can go */
export function withSeed(keyring: Keyring, added: GroupSeed): Keyring {
  const seeds = fitted(keyring.seeds, added);
  if (seeds === null) throw new RangeError("a keyring has room for sixteen keys");
  return { ...keyring, seeds };
}

function larger(a: Pin | null, b: Pin | null): Pin | null {
  if (a === null || b === null) return a ?? b;
  if (a.size === b.size && !equalBytes(a.root, b.root))
    throw new ProtocolError("inconsistent", "two devices were shown two logs");
  return a.size >= b.size ? a : b;
}

/**
 * Two devices of one person wrote from the same beginning: nothing that either of them knew is lost. Of two pins the larger stays;
 * that the log continues the smaller too, only a device that reads it now can see.
 * @param theirs as it is kept now
 * @throws ProtocolError `inconsistent` where both saw a log of one size and not the same one
 */
export function mergeKeyrings(ours: Keyring, theirs: Keyring): Keyring {
  if (!equalBytes(ours.signing, theirs.signing) || !equalBytes(ours.box, theirs.box))
    throw new RangeError("keyrings of two people");
  const seeds = theirs.seeds.reduce((merged, seed) => withSeed(merged, seed), ours).seeds;
  const isOursNewer = (ours.pins.directory?.size ?? 0) >= (theirs.pins.directory?.size ?? 0);
  const [newer, older] = isOursNewer ? [ours, theirs] : [theirs, ours];
  return {
    ...ours,
    revision: Math.max(ours.revision, theirs.revision),
    seeds,
    pins: {
      letters: larger(ours.pins.letters, theirs.pins.letters),
      directory: larger(ours.pins.directory, theirs.pins.directory),
      ledger: larger(ours.pins.ledger, theirs.pins.ledger),
    },
    trusted: newer.trusted ?? older.trusted,
  };
}

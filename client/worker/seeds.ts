// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64urlDecode,
  equalBytes,
  groupsWith,
  hasRoomFor,
  hex,
  json,
  openSeed,
  ProtocolError,
  sha256,
  signingKey,
  withSeed,
  xwingKey,
  type GroupSeed,
  type Keyring,
  type MemberEntry,
  type SharedGroup,
  type Statement,
} from "#crypto";
import { deleteSeedShare, readKept } from "../key-transport.ts";
import { checking } from "./failure.ts";
import type { HeldKeyring } from "./keyring.ts";
import { isBurned, mayHave, type SeedRecord } from "./seed-record.ts";
import { epochsOf } from "./team-history.ts";

// Seeds of groups that colleagues gave. Nobody else has them: who may send what is asked of the directory.

export { groupsWith, type SharedGroup } from "#crypto";

const isSeedOf = ({ seed }: GroupSeed, { key }: SharedGroup): boolean => equalBytes(xwingKey(seed).publicKey, key);

/** Whether these seeds have the key that the directory names, only others of the group, or none. */
export function heldOf(seeds: readonly GroupSeed[], group: SharedGroup): "present" | "older" | "none" {
  const own = seeds.filter((seed) => seed.group === group.id && seed.epoch <= group.epoch);
  if (own.some((seed) => seed.epoch === group.epoch && isSeedOf(seed, group))) return "present";
  return own.some(({ epoch }) => epoch < group.epoch) ? "older" : "none";
}

/** A key that was offered here while another was taken: nothing was ever sealed to it. */
function withoutLost(keyring: Keyring, history: readonly Statement[]): Keyring {
  const isLost = ({ group, epoch, seed }: GroupSeed): boolean => {
    const there = epochsOf(history, group).filter((each) => each.epoch === epoch);
    return there.length > 0 && !there.some(({ key }) => key === hex(sha256(xwingKey(seed).publicKey)));
  };
  const seeds = keyring.seeds.filter((seed) => !isLost(seed));
  return seeds.length === keyring.seeds.length ? keyring : { ...keyring, seeds };
}

/** What another device or a backup brought back is gone again: the ledger says that it is. */
function withoutBurned(keyring: Keyring, record: SeedRecord): Keyring {
  const { publicKey } = signingKey(keyring.signing);
  const seeds = keyring.seeds.filter((seed) => !isBurned(seed, publicKey, record));
  return seeds.length === keyring.seeds.length ? keyring : { ...keyring, seeds };
}

const isHeld = ({ seeds }: Keyring, { group, epoch }: GroupSeed): boolean =>
  seeds.some((seed) => seed.group === group && seed.epoch === epoch);

/** One that is there is never replaced. One for which there is no room stays outside. */
function withNew(keyring: Keyring, seed: GroupSeed): Keyring {
  return isHeld(keyring, seed) || !hasRoomFor(keyring, seed) ? keyring : withSeed(keyring, seed);
}

/** `later`: the directory may come to allow it. */
export type Verdict = "take" | "later" | "never";

/**
 * What to do with a seed that somebody gave.
 * @param record null for who did not read the history: earlier keys are left for who did
 */
export function judge(
  { sender, seed }: { readonly sender: Uint8Array; readonly seed: GroupSeed },
  statement: Statement,
  taker: MemberEntry,
  record: SeedRecord | null,
): Verdict {
  const { members, former } = statement;
  const group = groupsWith(statement, taker.id).find(({ id }) => id === seed.group);
  if (group === undefined || seed.epoch > group.epoch) return "later";
  const present = members.find(({ key }) => equalBytes(key, sender));
  const isColleague = present !== undefined && group.members.includes(present.id);
  if (seed.epoch === group.epoch) {
    // The directory vouches for the key, whoever sends it.
    const wasWriter = former.some(({ key }) => equalBytes(key, sender));
    return (isColleague || wasWriter) && isSeedOf(seed, group) ? "take" : "never";
  }
  if (record === null) return "later";
  if (isBurned(seed, taker.key, record)) return "never";
  return isColleague && mayHave(seed, taker.id, record.history) ? "take" : "never";
}

const anyBytes: json.Decoder<Uint8Array> = (value) => base64urlDecode(json.text(1, 4096)(value));

const sharesShape = json.record({
  received: json.list(anyBytes, 0, 256),
  waiting: json.list(json.record({ recipient: json.bytes(32) }), 0, 10_000),
});

/** What the board keeps of seeds that were given. */
export async function readShares(): Promise<json.Decoded<typeof sharesShape>> {
  const source = await readKept("seed-shares");
  return checking("refused", () => json.parseJson(source, sharesShape));
}

function opened(share: Uint8Array, { contents, origin }: HeldKeyring): ReturnType<typeof openSeed> | "later" | "never" {
  try {
    return openSeed(share, signingKey(contents.signing).publicKey, xwingKey(contents.box), origin);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    // A newer version of this program opens it: it is left for that.
    return error.code === "needs_newer_version" ? "later" : "never";
  }
}

/**
 * Takes what colleagues gave, and forgets what never counted or was burned. What found no room lies ready until there is.
 * @param record null for who did not read the history: earlier keys are left for who did
 */
export async function takeSeeds(
  held: HeldKeyring,
  statement: Statement,
  member: MemberEntry,
  record: SeedRecord | null = null,
): Promise<void> {
  const { received } = await readShares();
  const judged = received.map((bytes) => {
    const share = opened(bytes, held);
    const hash = hex(sha256(bytes));
    if (typeof share === "string") return { hash, verdict: share, seeds: [] };
    const verdict = judge(share, statement, member, record);
    return { hash, verdict, seeds: verdict === "take" ? [share.seed] : [] };
  });
  const seeds = judged.flatMap((share) => share.seeds);
  const counting = (keyring: Keyring): Keyring =>
    record === null ? withoutLost(keyring, [statement]) : withoutBurned(withoutLost(keyring, record.history), record);
  await held.update((keyring) => seeds.reduce(withNew, counting(keyring)));
  // Crash point: what was kept and is still there is taken again at the next visit, and changes nothing.
  for (const { hash, verdict, seeds: given } of judged) {
    const hasNoRoom = given.some((seed) => !isHeld(held.contents, seed) && !hasRoomFor(held.contents, seed));
    if (verdict !== "later" && !hasNoRoom) await deleteSeedShare(hash);
  }
}

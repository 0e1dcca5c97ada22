// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { groupsWith, hex, sealSeed, signingKey, type GroupSeed, type MemberEntry, type Statement } from "#crypto";
import { postSeedShare } from "../key-transport.ts";
import { readBoxes } from "./boxes.ts";
import { WorkerFailure } from "./failure.ts";
import type { HeldKeyring } from "./keyring.ts";
import { mayHave } from "./seed-record.ts";
import { readShares } from "./seeds.ts";

// Seeds of groups, from one member to another.

/** Keys of those who have not yet taken what was given to them from here, in hex. */
export async function readWaiting(): Promise<ReadonlySet<string>> {
  return new Set((await readShares()).waiting.map(({ recipient }) => hex(recipient)));
}

/**
 * What one member can give another: of the groups that both are in, the keys that the other shared when they were in force. Who
 * joins gets none of before their time: those who wrote then were not told of them.
 */
export function seedsFor(
  seeds: readonly GroupSeed[],
  history: readonly Statement[],
  giver: string,
  taker: string,
): GroupSeed[] {
  const statement = history.at(-1);
  if (statement === undefined) return [];
  const groups = groupsWith(statement, giver, taker);
  return seeds.filter((seed) => groups.some(({ id }) => id === seed.group) && mayHave(seed, taker, history));
}

/** Gives a colleague seeds. Sealed once: after an answer that was lost the very same go out again. */
export class Giving {
  readonly #sealed = new Map<string, readonly Uint8Array<ArrayBuffer>[]>();

  /** @throws WorkerFailure where nothing can be sealed to them */
  async give(held: HeldKeyring, seeds: readonly GroupSeed[], { key: identity }: MemberEntry): Promise<void> {
    const { origin, contents } = held;
    const recipient = hex(identity);
    const box = (await readBoxes(origin)).get(recipient);
    if (box === undefined) throw new WorkerFailure("refused", "nothing can be sealed to this person");
    const signer = signingKey(contents.signing);
    const sealed =
      this.#sealed.get(recipient) ?? seeds.map((seed) => sealSeed(seed, { identity, box }, origin, signer));
    this.#sealed.set(recipient, sealed);
    for (const share of sealed) await postSeedShare(share);
    this.#sealed.delete(recipient);
  }
}

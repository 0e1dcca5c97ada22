// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  acceptanceTag,
  invitationKeys,
  openBox,
  openSeed,
  phraseKeys,
  sealKeyring,
  sealSeed,
  signBox,
  signingKey,
  withSeed,
  xwingKey,
  type GroupSeed,
  type Keyring,
  type PhraseKeys,
  type SigningKey,
} from "../../crypto/index.ts";
import { accept, forgetShare, sendShare, type CeremonyBoard } from "../ceremony/index.ts";
import { replaceKeyring } from "../desk/index.ts";
import { sha256 } from "../log/index.ts";
import { dayOf } from "../token/index.ts";
import type { DemoPerson } from "./secrets.ts";

/** Somebody of the demo, who does on the server what people do in their browsers, with the same steps. */
export class Person {
  readonly signing: SigningKey;
  readonly #board: CeremonyBoard;
  readonly #phrase: PhraseKeys;
  readonly #box: Uint8Array;
  #keyring: Keyring;
  #blob: Uint8Array;

  /** @param master of their phrase */
  constructor(board: CeremonyBoard, kind: Keyring["kind"], secrets: DemoPerson, master: Uint8Array) {
    const { id, signing, box } = secrets;
    this.#board = board;
    this.signing = signingKey(signing);
    this.#phrase = phraseKeys(master, board.origin);
    this.#box = signBox(xwingKey(box).publicKey, board.origin, this.signing);
    const pins = { letters: null, directory: null, ledger: null };
    this.#keyring = { revision: 0, kind, id, signing, box, seeds: [], pins, trusted: null };
    this.#blob = this.#sealed();
  }

  get boxSeed(): Uint8Array {
    return this.#keyring.box;
  }

  /** @param code as they got it on paper @param made seeds of the groups whose keys they make */
  async accept(code: Uint8Array, made: readonly GroupSeed[]): Promise<void> {
    const { database, origin, now } = this.#board;
    const keys = invitationKeys(code, origin);
    this.#keyring = made.reduce((keyring, seed) => withSeed(keyring, seed), this.#keyring);
    this.#blob = this.#sealed();
    const { identity, box } = openBox(this.#box, origin);
    const acceptance = {
      id: keys.id,
      box: this.#box,
      tag: acceptanceTag(keys, identity, box, origin),
      loginKey: this.#phrase.login.publicKey,
      keyring: this.#blob,
    };
    await accept(database, origin, acceptance, dayOf(now()));
  }

  /** Gives a colleague a seed, who takes it at once. */
  async give(seed: GroupSeed, to: Person): Promise<void> {
    const { database, origin } = this.#board;
    const share = sealSeed(seed, openBox(to.#box, origin), origin, this.signing);
    await sendShare(database, origin, this.signing.publicKey, share);
    await to.#take(share);
  }

  async #take(share: Uint8Array): Promise<void> {
    const { database, origin } = this.#board;
    const { seed } = openSeed(share, this.signing.publicKey, xwingKey(this.boxSeed), origin);
    const { revision } = this.#keyring;
    this.#keyring = { ...withSeed(this.#keyring, seed), revision: revision + 1 };
    const [replaces, identity] = [sha256(this.#blob), Buffer.from(this.signing.publicKey)];
    this.#blob = this.#sealed();
    await replaceKeyring(database, identity, replaces, this.#blob);
    await forgetShare(database, identity, Buffer.from(sha256(share)));
  }

  #sealed(): Uint8Array {
    return sealKeyring(this.#keyring, this.#board.origin, this.#phrase.keyringKey);
  }
}

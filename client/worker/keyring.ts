// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  base64urlDecode,
  encodeBackup,
  equalBytes,
  hex,
  mergeKeyrings,
  openKeyring,
  phraseKeys,
  ProtocolError,
  sealKeyring,
  sha256,
  signChallenge,
  signNewPhrase,
  type Keyring,
  type PhraseKeys,
} from "#crypto";
import { postPhrase } from "../key-transport.ts";
import { askChallenge, openSession, readKeyring, TransportError, writeKeyring } from "../transport.ts";
import { checking, WorkerFailure } from "./failure.ts";

/** How often another device may be faster. */
const ATTEMPTS = 5;

async function openSessionWith(phrase: PhraseKeys, origin: string): Promise<void> {
  const challenge = await askChallenge();
  const signature = signChallenge(base64urlDecode(challenge), origin, phrase.login);
  try {
    await openSession({ loginKey: base64url(phrase.login.publicKey), challenge, signature: base64url(signature) });
  } catch (error) {
    if (error instanceof TransportError && error.status === 401) {
      throw new WorkerFailure("wrong_phrase", "nobody signs in with these words", { cause: error });
    }
    throw error;
  }
}

const wasChanged = (error: unknown): boolean => error instanceof TransportError && error.code === "keyring_changed";

/**
 * The keyring of whoever is signed in, as the board keeps it. Devices of one person may change it at the same time: what one of
 * them wrote is never lost to another.
 */
export class HeldKeyring {
  readonly origin: string;
  #phrase: PhraseKeys;
  #contents: Keyring;
  /** As the board has it, or had it when it was last read or written here. */
  #blob: Uint8Array<ArrayBuffer>;

  private constructor(origin: string, phrase: PhraseKeys, contents: Keyring, blob: Uint8Array<ArrayBuffer>) {
    this.origin = origin;
    this.#phrase = phrase;
    this.#contents = contents;
    this.#blob = blob;
  }

  /**
   * Signs in, reads and opens. The session stays where the keyring does not open: a backup can be put in its place.
   * @param master of `derivePhraseMaster`, 32 bytes
   * @throws WorkerFailure `wrong_phrase` or `keyring_damaged`, and TransportError
   */
  static async open(origin: string, master: Uint8Array): Promise<HeldKeyring> {
    const phrase = phraseKeys(master, origin);
    await openSessionWith(phrase, origin);
    const blob = await readKeyring();
    const contents = await checking("keyring_damaged", () => openKeyring(blob, origin, phrase.keyringKey));
    return new HeldKeyring(origin, phrase, contents, blob);
  }

  /**
   * Puts a backup in the place of what the board has. Where that opens too, nothing that it knows is lost.
   * @param backup a blob that these words open
   * @throws WorkerFailure `wrong_phrase` or `backup_unreadable`, and TransportError
   */
  static async restore(origin: string, master: Uint8Array, backup: Uint8Array): Promise<HeldKeyring> {
    const phrase = phraseKeys(master, origin);
    const contents = await checking("backup_unreadable", () => openKeyring(backup, origin, phrase.keyringKey));
    await openSessionWith(phrase, origin);
    const held = new HeldKeyring(origin, phrase, contents, await readKeyring());
    const kept = held.#opened(held.#blob);
    if (kept !== null) held.#contents = merged(contents, kept);
    await held.update((keyring) => ({ ...keyring }));
    return held;
  }

  get contents(): Keyring {
    return this.#contents;
  }

  get phrase(): PhraseKeys {
    return this.#phrase;
  }

  /** A file to keep elsewhere. */
  backup(): Uint8Array<ArrayBuffer> {
    return encodeBackup(this.#blob);
  }

  /**
   * Takes over what another device wrote. Whoever was signed out elsewhere gets no answer.
   * @throws WorkerFailure `keyring_damaged` or `keyring_rolled_back`, and TransportError
   */
  async refresh(): Promise<void> {
    const blob = await readKeyring();
    if (equalBytes(blob, this.#blob)) return;
    const theirs = this.#opened(blob);
    if (theirs === null) throw new WorkerFailure("keyring_damaged", "the board has another keyring than before");
    // Each of ours was kept by the board before: it has no older one unless it went back in time.
    if (theirs.revision < this.#contents.revision)
      throw new WorkerFailure("keyring_rolled_back", "the board gave an older keyring than the one that it had");
    this.#contents = merged(this.#contents, theirs);
    this.#blob = blob;
  }

  /**
   * @param change from what is kept to what should be; called again where another device was faster. The same object: nothing is sent.
   * @throws WorkerFailure `keyring_damaged` or `keyring_rolled_back`, and TransportError
   */
  async update(change: (keyring: Keyring) => Keyring): Promise<void> {
    await this.#replace(this.#phrase, change, (blob) => writeKeyring(blob, hex(sha256(this.#blob))));
  }

  /**
   * New words for the same keyring: the board ends the old ones, their passkeys and every other session.
   * @param master of the new words
   * @throws WorkerFailure and TransportError as update
   */
  async changePhrase(master: Uint8Array): Promise<void> {
    const phrase = phraseKeys(master, this.origin);
    await this.#replace(
      phrase,
      (keyring) => ({ ...keyring }),
      async (blob) => {
        const challenge = await askChallenge();
        const bytes = base64urlDecode(challenge);
        const { publicKey } = phrase.login;
        await postPhrase({
          loginKey: base64url(publicKey),
          challenge,
          signature: base64url(signChallenge(bytes, this.origin, phrase.login)),
          consent: base64url(signNewPhrase(bytes, publicKey, this.origin, this.#phrase.login)),
          keyring: base64url(blob),
          replaces: base64url(sha256(this.#blob)),
        });
      },
    );
  }

  /**
   * With new words that the board has already: the answer that said so was lost.
   * @throws WorkerFailure `wrong_phrase` or `keyring_damaged`, and TransportError
   */
  async reopen(master: Uint8Array): Promise<void> {
    const other = await HeldKeyring.open(this.origin, master);
    this.#contents = merged(this.#contents, other.#contents);
    this.#phrase = other.#phrase;
    this.#blob = other.#blob;
  }

  async #replace(
    phrase: PhraseKeys,
    change: (keyring: Keyring) => Keyring,
    send: (blob: Uint8Array<ArrayBuffer>) => Promise<void>,
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const changed = change(this.#contents);
      if (changed === this.#contents) return;
      const contents = { ...changed, revision: changed.revision + 1 };
      const blob = sealKeyring(contents, this.origin, phrase.keyringKey);
      try {
        await send(blob);
      } catch (error) {
        if (!wasChanged(error) || attempt === ATTEMPTS) throw error;
        // Also where our own answer was lost: then it is ours that is read, and the change finds itself done.
        await this.refresh();
        continue;
      }
      this.#phrase = phrase;
      this.#contents = contents;
      this.#blob = blob;
      return;
    }
  }

  #opened(blob: Uint8Array): Keyring | null {
    try {
      return openKeyring(blob, this.origin, this.#phrase.keyringKey);
    } catch (error) {
      if (error instanceof ProtocolError) return null;
      throw error;
    }
  }
}

/** @throws WorkerFailure where one phrase opens keyrings of two people */
function merged(ours: Keyring, theirs: Keyring): Keyring {
  if (!equalBytes(ours.signing, theirs.signing))
    throw new WorkerFailure("keyring_damaged", "the keyring of somebody else");
  return mergeKeyrings(ours, theirs);
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  base64urlDecode,
  openKeyring,
  phraseKeys,
  signChallenge,
  type Keyring,
  type MemberEntry,
  type PhraseKeys,
} from "#crypto";
import { askChallenge, openSession, readKeyring, TransportError } from "../transport.ts";
import { checking, WorkerFailure } from "./failure.ts";
import type { VouchedOrganisation } from "./organisation.ts";

/** What six words open. */
export interface SignedIn {
  readonly phrase: PhraseKeys;
  readonly keyring: Keyring;
  /** As the directory has them. */
  readonly member: MemberEntry;
}

/**
 * Opens a session at the board and the keyring that is kept there.
 * @param master of `derivePhraseMaster`, 32 bytes
 * @throws WorkerFailure `wrong_phrase` or `directory_unsound`, and TransportError
 */
export async function signInMember({ origin, statement }: VouchedOrganisation, master: Uint8Array): Promise<SignedIn> {
  const phrase = phraseKeys(master, origin);
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
  const blob = await readKeyring();
  const keyring = await checking("wrong_phrase", () => openKeyring(blob, origin, phrase.keyringKey));
  const member = statement.members.find(({ id }) => keyring.kind === "member" && id === keyring.id);
  if (member === undefined) throw new WorkerFailure("directory_unsound", "the directory does not name you any more");
  return { phrase, keyring, member };
}

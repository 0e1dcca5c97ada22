// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  acceptanceTag,
  base64url,
  CODE_WORDS,
  invitationKeys,
  json,
  normaliseWords,
  openOffer,
  parseCode,
  phraseKeys,
  ProtocolError,
  randomBytes,
  sealKeyring,
  signBox,
  signingKey,
  xwingKey,
  type InvitationKeys,
  type Keyring,
  type Offer,
  type WordList,
} from "#crypto";
import { postAcceptance, readOffer, type Acceptance } from "../key-transport.ts";
import { checking, WorkerFailure } from "./failure.ts";
import type { Invitation, WordsCheck } from "../protocol/index.ts";
import { asSignerRole } from "./signer-role.ts";
import { checkAgainst, listFor, listOf } from "./words.ts";

// Who is invited makes their own keys here. The board gets public ones, and a keyring that it cannot open.

/** Null where these words are no invitation in this language. */
function codeIn(list: WordList, text: string, origin: string): Uint8Array | null {
  try {
    return parseCode(text, "invitation-check", list, origin);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** Which language does not matter: no code is one in both, because the check knows its own. */
async function readCode(text: string, origin: string): Promise<Uint8Array | null> {
  const lists = await Promise.all([listOf("nl"), listOf("en")]);
  return lists.reduce<Uint8Array | null>((found, list) => found ?? codeIn(list, text, origin), null);
}

export async function checkInvitation(text: string, origin: string): Promise<WordsCheck> {
  const words = normaliseWords(text);
  const check = checkAgainst(words, await listFor(words), CODE_WORDS);
  if (check.state === "count") return check;
  if ((await readCode(text, origin)) !== null) return { state: "complete" };
  return check.state === "complete" ? { state: "check_word" } : check;
}

const answerShape = json.record({
  offer: json.text(1, 4096),
  until: json.matching(/^\d{4}-\d{2}-\d{2}$/, "a day"),
});

/** An invitation that was opened, and what its acceptance is made of. */
export class OpenInvitation {
  readonly #origin: string;
  readonly #keys: InvitationKeys;
  readonly #offer: Offer;
  readonly #until: string;
  /** Made once: a lost answer is followed by the very same, for as long as the phrase is. */
  #made: { readonly master: string; readonly acceptance: Acceptance } | null = null;

  private constructor(origin: string, keys: InvitationKeys, offer: Offer, until: string) {
    this.#origin = origin;
    this.#keys = keys;
    this.#offer = offer;
    this.#until = until;
  }

  /** @throws WorkerFailure `invitation_unknown`; TransportError `invitation_used`, `invitation_expired` and others */
  static async open(text: string, origin: string): Promise<OpenInvitation> {
    const code = await readCode(text, origin);
    if (code === null) throw new WorkerFailure("invitation_unknown", "not the words of an invitation");
    const keys = invitationKeys(code, origin);
    const answer = await readOffer(base64url(keys.id));
    return checking("invitation_unknown", () => {
      const { offer, until } = json.parseJson(answer, answerShape);
      return new OpenInvitation(origin, keys, openOffer(json.bytes(2048)(offer), keys, origin), until);
    });
  }

  shown(): Invitation {
    const { name, organisation, kind, id, groups } = this.#offer;
    return {
      name,
      organisation,
      role: kind === "signer" ? asSignerRole(id) : null,
      groups: groups.map((group) => group.name),
      makes: groups.filter(({ makes }) => makes).map((group) => group.name),
      until: this.#until,
    };
  }

  /**
   * Makes the keys of whoever is invited, and leaves them at the board, sealed with the phrase.
   * @param master of the new phrase
   * @throws TransportError `invitation_used`, `invitation_expired` and others
   */
  async accept(master: Uint8Array): Promise<void> {
    const name = base64url(master);
    if (this.#made?.master !== name) this.#made = { master: name, acceptance: this.#make(master) };
    await postAcceptance(this.#made.acceptance);
  }

  #make(master: Uint8Array): Acceptance {
    const origin = this.#origin;
    const keyring = newKeyring(this.#offer);
    const { login, keyringKey } = phraseKeys(master, origin);
    const signing = signingKey(keyring.signing);
    const box = xwingKey(keyring.box).publicKey;
    return {
      id: base64url(this.#keys.id),
      box: base64url(signBox(box, origin, signing)),
      tag: base64url(acceptanceTag(this.#keys, signing.publicKey, box, origin)),
      loginKey: base64url(login.publicKey),
      keyring: base64url(sealKeyring(keyring, origin, keyringKey)),
    };
  }
}

/** With the first key of every group that its owner makes the key of: it is there before it is offered to anybody. */
function newKeyring({ kind, id, groups }: Offer): Keyring {
  const own = groups.filter(({ makes }) => makes);
  return {
    revision: 0,
    kind,
    id,
    signing: randomBytes(32),
    box: randomBytes(32),
    seeds: own.map((group) => ({ group: group.id, epoch: group.epoch, seed: randomBytes(32) })),
    pins: { letters: null, directory: null, ledger: null },
    trusted: null,
  };
}

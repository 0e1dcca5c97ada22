// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { cardHash, cardWords, drawCard, signCardSheet, signingKey } from "#crypto";
import { closeSession, postCards } from "../transport.ts";
import { WorkerFailure } from "./failure.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import type { CardOrder, CouncilMember, DrawnCards, Progress } from "../protocol/index.ts";
import { signInMember, type SignedIn } from "./sign-in.ts";
import { listOf } from "./words.ts";

/** How many are drawn between two messages about it. */
const STRIDE = 50;

/** The works council's member: draws cards, and gives the board their hashes and nothing else. */
export class CouncilSession {
  readonly #organisation: VouchedOrganisation;
  readonly #signedIn: SignedIn;
  /** Signed once: a lost answer is followed by the same bytes. */
  #drawn: { readonly cards: DrawnCards; readonly sheet: Uint8Array<ArrayBuffer> } | null = null;

  private constructor(organisation: VouchedOrganisation, signedIn: SignedIn) {
    this.#organisation = organisation;
    this.#signedIn = signedIn;
  }

  static async signIn(organisation: VouchedOrganisation, master: Uint8Array): Promise<CouncilSession> {
    return new CouncilSession(organisation, await signInMember(organisation, master));
  }

  async signOut(): Promise<void> {
    this.#drawn = null;
    await closeSession();
  }

  member(): CouncilMember {
    const { organisation, relay, members, custodians } = this.#organisation.statement;
    const { id, name } = this.#signedIn.member;
    const makers = custodians.map(({ member }) => member);
    return {
      name,
      organisation,
      submitter: relay,
      makesCards: makers.includes(id),
      makers: members.filter((member) => makers.includes(member.id)).map((member) => member.name),
    };
  }

  /** Draws new ones; those before that were never registered are forgotten. */
  async draw({ count, year, language }: CardOrder, onProgress: (progress: Progress) => void): Promise<void> {
    const { origin } = this.#organisation;
    const list = await listOf(language);
    const codes: Uint8Array[] = [];
    const cards: string[][] = [];
    while (codes.length < count) {
      const code = drawCard();
      codes.push(code);
      // Drawn at random, and hashes go up in the order of their value: how cards lie in the stack is known to nobody.
      cards.push(cardWords(code, list, origin));
      if (codes.length % STRIDE === 0) onProgress({ done: codes.length, total: count });
    }
    const { held, member } = this.#signedIn;
    const hashes = codes.map((code) => cardHash(code, origin));
    const sheet = signCardSheet({ lane: member.lane, year, hashes }, origin, signingKey(held.contents.signing));
    this.#drawn = { cards, sheet };
  }

  /** Once the board has kept their hashes, and not before: cards that are worth nothing are not printed. */
  async register(): Promise<DrawnCards> {
    if (this.#drawn === null) throw new WorkerFailure("refused", "no cards were drawn");
    const { cards, sheet } = this.#drawn;
    await postCards(sheet);
    this.#drawn = null;
    return cards;
  }
}

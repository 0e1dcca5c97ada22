// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { openPromise, packBurst, type BurstPromise, type HeldToken } from "#crypto";
import { nextVisible } from "../case/visible.ts";
import { TransportError } from "../transport.ts";
import { checking, WorkerFailure } from "./failure.ts";
import { postBurst } from "./gateway.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import { authorizationFor, type Wallet } from "./tokens.ts";

export interface Posted<Sealed> {
  readonly promise: BurstPromise;
  readonly sealed: Sealed;
  /** Unix milliseconds. */
  readonly visibleFrom: number;
}

interface Packed<Sealed> {
  readonly what: string;
  readonly sealed: Sealed;
  readonly token: HeldToken;
  readonly burst: Uint8Array<ArrayBuffer>;
}

/** Makes the envelopes of a burst, at most five, and says what is in them. `left` are the tokens that are left after it. */
export type Seal<Sealed> = (
  left: readonly HeldToken[],
) => Promise<{ readonly envelopes: readonly Uint8Array[]; readonly sealed: Sealed }>;

/** What the board says of a token that buys nothing. */
const WORTHLESS = ["token_spent", "token_required"];

/**
 * Posts bursts, each for a token of the wallet. One that got no answer may have been kept: the same words sent again go as the same
 * bytes with the same token, which the board keeps once and promises again.
 */
export class Posting<Sealed> {
  #organisation: VouchedOrganisation;
  readonly #wallet: Wallet;
  #unanswered: Packed<Sealed> | undefined;

  constructor(organisation: VouchedOrganisation, wallet: Wallet) {
    this.#organisation = organisation;
    this.#wallet = wallet;
  }

  /** Read anew since: it may have other keys for tokens. */
  use(organisation: VouchedOrganisation): void {
    this.#organisation = organisation;
  }

  /**
   * @param what tells one thing to say from another
   * @param readAgain after a token turned out to be spent: another device of the same codename or member may have written
   * @throws WorkerFailure `no_pass` where there is no token left
   */
  async post(what: string, seal: Seal<Sealed>, readAgain: () => Promise<unknown>): Promise<Posted<Sealed>> {
    for (;;) {
      const kept = this.#unanswered?.what === what ? this.#unanswered : await this.#pack(what, seal);
      this.#unanswered = kept;
      try {
        const posted = await this.#send(kept);
        this.#unanswered = undefined;
        this.#wallet.remove(kept.token);
        return posted;
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        const isUncertain = error.code === "offline" || error.code === "busy" || error.status >= 500;
        if (!isUncertain) this.#unanswered = undefined;
        if (!WORTHLESS.includes(error.problem)) throw error;
        this.#wallet.remove(kept.token);
        await readAgain();
      }
    }
  }

  async #send({ burst, token, sealed }: Packed<Sealed>): Promise<Posted<Sealed>> {
    const { origin, logKeys, statement } = this.#organisation;
    const answer = await postBurst(burst, authorizationFor(this.#organisation, token));
    const promise = await checking("log_damaged", () => openPromise(answer, burst, origin, logKeys.letters.publicKey));
    return { promise, sealed, visibleFrom: nextVisible(Date.now(), statement.logs.interval) };
  }

  async #pack(what: string, seal: Seal<Sealed>): Promise<Packed<Sealed>> {
    // Other words: what got no answer is given up, and its token with it, which may be spent. Offered again it would tie the two together.
    if (this.#unanswered !== undefined) this.#wallet.remove(this.#unanswered.token);
    const [token] = this.#wallet.tokens();
    if (token === undefined) throw new WorkerFailure("no_pass", "nothing left to post with");
    const { envelopes, sealed } = await seal(this.#wallet.without(token));
    return { what, token, sealed, burst: packBurst(envelopes, this.#organisation.origin) };
  }
}

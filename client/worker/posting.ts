// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { openPromise, packBurst, type BurstPromise } from "#crypto";
import { nextVisible } from "../case/visible.ts";
import { postBurst, TransportError } from "../transport.ts";
import { checking } from "./failure.ts";
import type { VouchedOrganisation } from "./organisation.ts";

export interface Posted {
  readonly promise: BurstPromise;
  /** How many of the five were not chaff. */
  readonly envelopes: number;
  /** Unix milliseconds. */
  readonly visibleFrom: number;
}

interface Unanswered {
  readonly what: string;
  readonly burst: Uint8Array<ArrayBuffer>;
  readonly envelopes: number;
}

/**
 * Posts bursts. One that got no answer may have been kept: the same words sent again go as the same bytes, which the board keeps
 * once and promises again.
 */
export class Posting {
  readonly #organisation: VouchedOrganisation;
  #unanswered: Unanswered | undefined;

  constructor(organisation: VouchedOrganisation) {
    this.#organisation = organisation;
  }

  /**
   * @param what tells one thing to say from another
   * @param seal makes the envelopes, at most five
   */
  async post(what: string, seal: () => Promise<readonly Uint8Array[]>): Promise<Posted> {
    const { origin, logKeys, statement } = this.#organisation;
    const kept = this.#unanswered?.what === what ? this.#unanswered : await this.#pack(what, seal);
    const { burst, envelopes } = kept;
    this.#unanswered = kept;
    let answer: Uint8Array;
    try {
      answer = await postBurst(burst);
    } catch (error) {
      const isUncertain = error instanceof TransportError && (error.code === "offline" || error.code === "busy");
      if (!isUncertain) this.#unanswered = undefined;
      throw error;
    }
    const promise = await checking("log_damaged", () => openPromise(answer, burst, origin, logKeys.letters.publicKey));
    this.#unanswered = undefined;
    return { promise, envelopes, visibleFrom: nextVisible(Date.now(), statement.logs.interval) };
  }

  async #pack(what: string, seal: () => Promise<readonly Uint8Array[]>): Promise<Unanswered> {
    const envelopes = await seal();
    return { what, burst: packBurst(envelopes, this.#organisation.origin), envelopes: envelopes.length };
  }
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { authorizationOf, type HeldToken, type TokenKey } from "../../../crypto/index.ts";

/** Three batches. At the mean the node spends four of the five that it draws, so that it hardly ever has none. */
const MOST = 45;

/**
 * Tokens that were drawn and not spent. In memory only: whoever begins anew draws anew, and a lost token is worth nothing to
 * anybody.
 */
export class Purse {
  #keyIndex = -1;
  /** Values of the Authorization header, the oldest first. */
  #tokens: readonly string[] = [];

  /** What an earlier key signed goes: others spend what the key of the day signed, and this would be known by it. The oldest go where there are too many. */
  put(tokens: readonly HeldToken[], { index, key }: TokenKey, origin: string): void {
    const fresh = tokens.map((token) => authorizationOf(token, key, origin));
    const kept = this.#keyIndex === index ? this.#tokens : [];
    this.#keyIndex = index;
    this.#tokens = [...kept, ...fresh].slice(-MOST);
  }

  /** Null where there is none. */
  take(): string | null {
    const [token = null, ...left] = this.#tokens;
    this.#tokens = left;
    return token;
  }
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  authorizationOf,
  hex,
  isGenuine,
  isRedeemable,
  issuingKey,
  type HeldToken,
  type TokenKey,
  type TokenPurpose,
} from "#crypto";
import type { VouchedOrganisation } from "./organisation.ts";

/** Days of keys are those of UTC, whoever looks. */
export const todayInUtc = (): string => new Date().toISOString().slice(0, 10);

export function keyOf({ tokenKeys }: VouchedOrganisation, { keyIndex }: HeldToken): TokenKey | undefined {
  return tokenKeys.find(({ index }) => index === keyIndex);
}

/** The one key of a purpose that signs today, or null. */
export function keyOfToday({ tokenKeys }: VouchedOrganisation, purpose: TokenPurpose): TokenKey | null {
  return issuingKey(tokenKeys, purpose, todayInUtc());
}

/** Whether it would be taken today, as far as can be told without spending it. */
export function isUsable(organisation: VouchedOrganisation, token: HeldToken): boolean {
  const key = keyOf(organisation, token);
  if (key?.purpose !== "post" || !isRedeemable(key, todayInUtc())) return false;
  return isGenuine(token, key.key, organisation.origin);
}

export function authorizationFor(organisation: VouchedOrganisation, token: HeldToken): string {
  const key = keyOf(organisation, token);
  if (key === undefined) throw new RangeError("a token without a key");
  return authorizationOf(token, key.key, organisation.origin);
}

const nameOf = ({ nonce }: HeldToken): string => hex(nonce);

/** What can still be posted. A token that was spent, or was not taken, never comes back, wherever it is read again. */
export class Wallet {
  #tokens: HeldToken[] = [];
  readonly #gone = new Set<string>();
  readonly #isUsable: (token: HeldToken) => boolean;

  /** @param isUsable asked once of each that is added */
  constructor(isUsable: (token: HeldToken) => boolean) {
    this.#isUsable = isUsable;
  }

  /** In the order in which they are spent: those that the desk knows first, in its own thread, where they tell it nothing. */
  tokens(): readonly HeldToken[] {
    return this.#tokens;
  }

  /** Adds those that are not here yet and are worth something. */
  add(tokens: readonly HeldToken[]): void {
    const known = new Set(this.#tokens.map(nameOf));
    const fresh = tokens.filter((token) => !known.has(nameOf(token)) && !this.#gone.has(nameOf(token)));
    const all = [...this.#tokens, ...fresh.filter(this.#isUsable)];
    this.#tokens = [...all.filter(({ givenByDesk }) => givenByDesk), ...all.filter(({ givenByDesk }) => !givenByDesk)];
  }

  /** What the latest note has and nothing else: what only an earlier one had was spent since, and offered again would tie those posts together. */
  replace(tokens: readonly HeldToken[]): void {
    const left = new Set(tokens.map(nameOf));
    this.#tokens = this.#tokens.filter((token) => left.has(nameOf(token)));
    this.add(tokens);
  }

  remove(...tokens: readonly HeldToken[]): void {
    for (const token of tokens) this.#gone.add(nameOf(token));
    this.#tokens = this.#tokens.filter((token) => !this.#gone.has(nameOf(token)));
  }

  without(token: HeldToken): readonly HeldToken[] {
    return this.#tokens.filter((other) => nameOf(other) !== nameOf(token));
  }
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { HeldToken } from "#crypto";
import { exchangeVoucher } from "./exchange.ts";
import { WorkerFailure } from "./failure.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import type { FailureCode } from "../protocol/index.ts";
import type { Voucher } from "./voucher.ts";

const REFUSED: readonly FailureCode[] = ["pass_spent", "card_spent", "card_unknown", "pass_not_genuine"];

/** What somebody brought to write with. */
export interface Funds {
  readonly tokens: readonly HeldToken[];
  readonly credential: HeldToken | null;
}

/**
 * The pass or card that was given on this page, and what it was exchanged for, until a note keeps it. It belongs to no codename
 * before that: whoever starts anew with another one has lost nothing.
 */
export class Purse {
  #voucher: Voucher | null = null;
  #funds: Funds | null = null;

  /** Costs nothing and asks nobody anything. */
  give(voucher: Voucher): void {
    this.#voucher = voucher;
  }

  /** Of what was given, those that no burst has carried. */
  tokens(): readonly HeldToken[] {
    return this.#funds?.tokens ?? [];
  }

  /** @returns what there is, after exchanging what was given; null where nothing was */
  async funds(organisation: VouchedOrganisation, tokenSeed: Uint8Array): Promise<Funds | null> {
    if (this.#voucher !== null) {
      const voucher = this.#voucher;
      const tokens = await this.#exchange(organisation, voucher, tokenSeed);
      const credential = voucher.kind === "pass" ? voucher.credential : null;
      this.#funds = {
        tokens: [...(this.#funds?.tokens ?? []), ...tokens],
        credential: this.#funds?.credential ?? credential,
      };
      this.#voucher = null;
    }
    return this.#funds;
  }

  /** One that is refused is forgotten: what else there is can be posted with. */
  async #exchange(organisation: VouchedOrganisation, voucher: Voucher, tokenSeed: Uint8Array): Promise<HeldToken[]> {
    try {
      return await exchangeVoucher(organisation, voucher, tokenSeed);
    } catch (error) {
      if (error instanceof WorkerFailure && REFUSED.includes(error.code)) this.#voucher = null;
      throw error;
    }
  }

  /**
   * The others were sent with a burst, which may have arrived: no other codename offers them again. A token that is seen with two
   * bursts says that one person wrote both.
   */
  keepOnly(left: readonly HeldToken[]): void {
    if (this.#funds === null) return;
    this.#funds = { ...this.#funds, tokens: this.#funds.tokens.filter((token) => left.includes(token)) };
  }

  /** A note keeps it now, or another thread begins. */
  empty(): void {
    this.#voucher = null;
    this.#funds = null;
  }
}

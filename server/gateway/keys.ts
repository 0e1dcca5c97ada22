// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { encodeConfigurations } from "../../crypto/index.ts";
import { ConfigError } from "../config.ts";
import { dayOf, type Clock } from "../token/index.ts";
import { forgetPairs, isOfMonth, lastPair, makePair, type GatewayBoard } from "./making.ts";
import { openSeeds, pairOf, type Pair } from "./pair.ts";

/** How often a request may make it read the table again, whatever key it names. */
const READ_AGAIN_MS = 1_000;
const ANOTHERS =
  "BOARD_KEYS: the keys of the gateway in this database were sealed with another key; every instance needs the same file";

export interface GatewayKeysOptions extends GatewayBoard {
  readonly now: Clock;
}

/** The pairs that this gateway answers to, as the database has them. */
export class GatewayKeys {
  readonly #options: GatewayKeysOptions;
  #pairs: readonly Pair[] = [];
  #reading: Promise<void> | null = null;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(options: GatewayKeysOptions) {
    this.#options = options;
  }

  /** Makes this month's pair where nobody did, and forgets those that came to their end. @returns whether the ledger grew */
  async renew(): Promise<boolean> {
    const { database, now } = this.#options;
    const today = dayOf(now());
    const isMissing = !isOfMonth(await lastPair(database), today);
    const hasGrown = isMissing && (await makePair(this.#options, today));
    await forgetPairs(database, today);
    await this.#read();
    return hasGrown;
  }

  /** @throws ConfigError where another key made them */
  async #read(): Promise<void> {
    const { database, origin, gateway } = this.#options;
    const rows = await database.selectFrom("gateway_key").selectAll().orderBy("first_day").execute();
    const known = new Map(this.#pairs.map((pair) => [`${pair.number} ${pair.from}`, pair]));
    this.#pairs = rows.map(({ number, first_day: from, last_day: until, sealed_seeds }) => {
      const days = { number, from, until };
      const seeds = openSeeds(sealed_seeds, days, gateway.seed, origin);
      if (seeds === null) throw new ConfigError(ANOTHERS);
      return known.get(`${number} ${from}`) ?? pairOf({ ...days, seeds });
    });
  }

  /**
   * The table again, for a request to a key that is not known: another instance may have made one a moment ago. At most once a
   * second, whoever asks.
   */
  async readAgain(): Promise<void> {
    if (this.#reading === null) {
      if (performance.now() - this.#readAt < READ_AGAIN_MS) return;
      this.#readAt = performance.now();
      this.#reading = this.#read().finally(() => (this.#reading = null));
    }
    await this.#reading;
  }

  /** Those of today. */
  answering(): Pair[] {
    const now = this.#options.now();
    return this.#pairs.filter(({ ends }) => now < ends);
  }

  /** `application/ohttp-keys`: of the pair that was made last. */
  configurations(): Uint8Array {
    const keys = this.#pairs.at(-1)?.keys ?? [];
    return encodeConfigurations(keys.map(({ configuration }) => configuration));
  }
}

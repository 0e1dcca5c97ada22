// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { isTimely, issuingKey, phraseKeys, type KeyConfiguration, type SigningKey } from "../../../crypto/index.ts";
import type { Stretch } from "../../stretch.ts";
import { dayOf, type Clock } from "../../token/index.ts";
import type { Ask } from "./asking.ts";
import { CoverFailure, codeOf, type CoverFailureCode } from "./failure.ts";
import { takeTokens } from "./member.ts";
import { readOrganisation, type Known, type Organisation } from "./organisation.ts";
import type { Purse } from "./purse.ts";
import { Patience } from "./patience.ts";

/** A batch is drawn in the time in which twelve bursts go out on average. What was really posted changes nothing of it. */
const BURSTS_A_BATCH = 12;
const HOUR_MS = 3_600_000;

export interface SupplyOptions {
  readonly origin: string;
  readonly perHour: number;
  readonly board: Ask;
  /** Six words of the member that the node is. */
  readonly words: readonly string[];
  readonly trusted: () => Promise<Known["trusted"]>;
  readonly stretch: Stretch;
  readonly purse: Purse;
  readonly now: Clock;
  /** After each batch. */
  readonly onDrawn: () => void;
}

/** What the node needs from the board: the keys of now, and tokens. Asked for at fixed times, and again where that failed. */
export class Supply {
  readonly #options: SupplyOptions;
  readonly #everyMs: number;
  readonly #patience = new Patience();
  #login: SigningKey | undefined;
  #known: Known | undefined;
  #organisation: Organisation | undefined;
  #isOutdated = false;
  #nextDrawMs: number;
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;
  #failure: CoverFailureCode | null | undefined;

  constructor(options: SupplyOptions, monotonicMs: number) {
    this.#options = options;
    this.#everyMs = (BURSTS_A_BATCH * HOUR_MS) / options.perHour;
    this.#nextDrawMs = monotonicMs;
  }

  /** Of the last errand; null where it went well, undefined before the first. */
  get failure(): CoverFailureCode | null | undefined {
    return this.#failure;
  }

  /** Null where there is nothing that may be sealed to: a key that nobody vouches for may be for this node alone. */
  organisation(): Organisation | null {
    const isVouched = isTimely(this.#organisation?.since ?? 0, this.#nowSeconds());
    return isVouched && !this.#isOutdated ? (this.#organisation ?? null) : null;
  }

  /** The gateway does not answer to this key any more. */
  outdated(key: KeyConfiguration): void {
    if (this.#organisation?.gateway === key) this.#isOutdated = true;
  }

  /** Called about once a slot. Begins an errand where one is due, and none is going on. */
  look(monotonicMs: number): void {
    const isDrawDue = monotonicMs >= this.#nextDrawMs;
    if (this.#isRunning || (!isDrawDue && this.organisation() !== null) || !this.#patience.isDue()) return;
    this.#isRunning = true;
    this.#running = this.#run(isDrawDue, monotonicMs);
  }

  /** After what is going on. */
  stop(): Promise<void> {
    return this.#running;
  }

  async #run(isDrawDue: boolean, monotonicMs: number): Promise<void> {
    try {
      const wasOutdated = this.#isOutdated;
      await this.#read();
      if (isDrawDue) await this.#draw(monotonicMs);
      this.#failure = null;
      // Whoever says again and again that the key is another makes the node read no more often than a board that fails.
      if (wasOutdated) this.#patience.lose();
      else this.#patience.reset();
    } catch (error) {
      this.#failure = codeOf(error);
      this.#patience.lose();
    }
    this.#isRunning = false;
  }

  async #read(): Promise<void> {
    const { board, origin, trusted } = this.#options;
    this.#known ??= { trusted: await trusted(), pins: null };
    const read = async (path: string): Promise<Uint8Array> => {
      const { status, body } = await board({ method: "GET", path });
      if (status !== 200) throw new CoverFailure(status >= 500 ? "board_silent" : "refused");
      return body;
    };
    const organisation = await readOrganisation(read, origin, this.#known, this.#nowSeconds());
    this.#organisation = organisation;
    this.#known = organisation.known;
    this.#isOutdated = false;
  }

  async #draw(monotonicMs: number): Promise<void> {
    const { board, origin, words, stretch, purse, now, onDrawn } = this.#options;
    const key = issuingKey(this.#organisation?.tokenKeys ?? [], "post", dayOf(now()));
    if (key === null) throw new CoverFailure("posting_closed");
    this.#login ??= phraseKeys(await stretch(words, origin), origin).login;
    purse.put(await takeTokens(board, origin, this.#login, key), key, origin);
    onDrawn();
    while (this.#nextDrawMs <= monotonicMs) this.#nextDrawMs += this.#everyMs;
  }

  #nowSeconds(): number {
    return Math.floor(this.#options.now() / 1000);
  }
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Problem } from "./problem.ts";

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions<Item, Outcome> {
  /** That one statement takes, and that may wait for the next. */
  readonly rows: number;
  readonly waiting: number;
  /** One outcome for each item, in their order, once they are durable. */
  readonly flush: (items: readonly Item[]) => Promise<readonly Outcome[]>;
}

/** Whatever waits when the last flush ends goes as one statement and one disk flush, without a timer. */
export class GroupCommit<Item, Outcome> {
  readonly #options: GroupCommitOptions<Item, Outcome>;
  #waiting: Waiting<Item, Outcome>[] = [];
  #isFlushing = false;

  constructor(options: GroupCommitOptions<Item, Outcome>) {
    this.#options = options;
  }

  /** @throws Problem `busy`, and whatever the flush throws */
  add(item: Item): Promise<Outcome> {
    if (this.#waiting.length >= this.#options.waiting) throw new Problem("busy");
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isFlushing) void this.#run();
    });
  }

  async #run(): Promise<void> {
    const { rows, flush } = this.#options;
    this.#isFlushing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, rows);
      try {
        const outcomes = await flush(batch.map(({ item }) => item));
        for (const [i, { resolve }] of batch.entries()) resolve(outcomes[i] as Outcome);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#isFlushing = false;
  }
}

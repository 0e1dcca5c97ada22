// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** At most an hour, where a slot is a minute. */
const LONGEST = 64;

/** How many looks to let pass before something that failed is tried again: 1, 2, 4 and so on. */
export class Patience {
  #next = 1;
  #left = 0;

  /** Asked once a look. */
  isDue(): boolean {
    if (this.#left === 0) return true;
    this.#left--;
    return false;
  }

  lose(): void {
    this.#left = this.#next;
    this.#next = Math.min(this.#next * 2, LONGEST);
  }

  reset(): void {
    this.#next = 1;
  }
}

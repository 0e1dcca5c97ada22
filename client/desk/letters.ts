// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LitElement } from "lit";
import type { Keys } from "./keys.ts";
import { itemsIn } from "./queue-view.ts";
import { shortcutOf } from "./shortcut.ts";

interface Surroundings {
  readonly chosen: () => string | null;
  readonly onChoose: (thread: string) => void;
  /** On a phone the list is another screen. */
  readonly onList: () => void;
}

const nameOf = (item: HTMLElement | undefined): string | undefined => item?.dataset["thread"];

/** Keys of one letter: they work only inside the queue and the case, and whoever wants none of them switches them off. */
export class Letters implements Keys {
  readonly #page: LitElement;
  readonly #surroundings: Surroundings;
  areOn = true;

  constructor(page: LitElement, surroundings: Surroundings) {
    this.#page = page;
    this.#surroundings = surroundings;
  }

  readonly onToggle = (areOn: boolean): void => {
    this.areOn = areOn;
    this.#page.requestUpdate();
  };

  readonly onKey = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const isTyping = target.closest("input, textarea, select") !== null;
    const shortcut = this.areOn ? shortcutOf(event, isTyping) : null;
    if (shortcut === null) return;
    event.preventDefault();
    if (shortcut === "next" || shortcut === "previous") this.#step(target, shortcut === "next" ? 1 : -1);
    else void this.#focus({ search: "#find", reply: "#message", note: "#note" }[shortcut]);
  };

  async #focus(place: string): Promise<void> {
    const find = (): HTMLElement | null => this.#page.querySelector<HTMLElement>(place);
    if (place === "#find" && find()?.checkVisibility() !== true) this.#surroundings.onList();
    await this.#page.updateComplete;
    find()?.focus();
  }

  /** Within the list the focus moves; from a case the next one opens. */
  #step(target: HTMLElement, by: 1 | -1): void {
    const isInQueue = target.closest(".ts-queue") !== null;
    const all = [...this.#page.querySelectorAll<HTMLElement>("[data-thread]")];
    // On a phone the list is hidden beside a case, and still has an order.
    const items = isInQueue ? itemsIn(this.#page) : all.filter((item) => item.closest("details:not([open])") === null);
    const chosen = this.#surroundings.chosen();
    const at = items.findIndex((item) => (isInQueue ? item === target : nameOf(item) === chosen));
    const next = items[at === -1 && by === -1 ? items.length - 1 : at + by];
    const name = nameOf(next);
    if (isInQueue) next?.focus();
    else if (name !== undefined) this.#surroundings.onChoose(name);
  }
}

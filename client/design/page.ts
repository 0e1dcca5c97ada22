// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { updateWhenLocaleChanges } from "@lit/localize";
import { LitElement } from "lit";
import "../locales/locale.ts";

/** An element that renders into the page itself: one stylesheet, one outline of headings, labels that reach their fields. */
export class PageElement extends LitElement {
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Puts the reader at the top of what is new: its heading is read aloud, and the next Tab goes on from there. */
  protected async focusHeading(): Promise<void> {
    await this.updateComplete;
    const heading = this.querySelector<HTMLElement>("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
    window.scrollTo(0, 0);
  }

  #isBusy = false;

  /** Work that a second press must not start again while the first is under way. */
  protected async once(work: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      await work();
    } finally {
      this.#isBusy = false;
    }
  }

  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>(selector)?.focus();
  }
}

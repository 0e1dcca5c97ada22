// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { PropertyValues, TemplateResult } from "lit";
import type { PageName } from "../design/go.ts";
import { PageElement } from "../design/page.ts";
import { accessPage } from "./access-page.ts";
import { codePage } from "./code-page.ts";
import { howPage } from "./how-page.ts";
import { logPage } from "./log-page.ts";
import { limitsPage } from "./limits-page.ts";
import { privacyPage } from "./privacy-page.ts";

// One module for all of them, so that whoever serves it cannot tell from what is fetched which page somebody opens.

type PublicName = Exclude<PageName, "home" | "write" | "follow">;

const PAGES: Readonly<Record<PublicName, () => TemplateResult>> = {
  how: howPage,
  code: codePage,
  log: logPage,
  limits: limitsPage,
  access: accessPage,
  privacy: privacyPage,
};

/** What everybody may read before, after or without a signal. */
export class PublicPage extends PageElement {
  static override properties = { page: { attribute: false } };
  declare page: PublicName;

  constructor() {
    super();
    this.page = "how";
  }

  protected override updated(changed: PropertyValues<this>): void {
    // The app does so too, and before this page has drawn its own heading.
    if (changed.has("page")) void this.focusHeading();
  }

  protected override render(): TemplateResult {
    return PAGES[this.page]();
  }
}

customElements.define("ts-public", PublicPage);

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import type { PublicPageName } from "../design/go.ts";
import { PageElement } from "../design/page.ts";
import { accessPage } from "./access-page.ts";
import "./code-page.ts";
import { howPage } from "./how-page.ts";
import { limitsPage } from "./limits-page.ts";
import { privacyPage } from "./privacy-page.ts";

/** What anybody may read: how it works, the code, and what it cannot do. Claims nothing that is not built. */
export class PublicPages extends PageElement {
  static override properties = { page: { attribute: false } };
  declare page: PublicPageName;

  constructor() {
    super();
    this.page = "how";
  }

  protected override render(): TemplateResult {
    switch (this.page) {
      case "how":
        return howPage(this);
      case "code":
        return html`<ts-code></ts-code>`;
      case "limits":
        return limitsPage();
      case "access":
        return accessPage();
      case "privacy":
        return privacyPage();
    }
  }
}

customElements.define("ts-public", PublicPages);

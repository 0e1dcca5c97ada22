// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import { go, type PageName } from "./go.ts";

/** To another page, on a line of its own. A button, because no page has an address. */
export function pageLink(page: PageName, label: string): TemplateResult {
  const onPress = ({ currentTarget }: Event): void => {
    if (currentTarget !== null) go(currentTarget, { page });
  };
  return html`<p><button type="button" class="ts-link ts-alone" @click=${onPress}>${label}</button></p>`;
}

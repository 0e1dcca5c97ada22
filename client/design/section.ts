// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import { row } from "./sheet.ts";

/** The top of a page: its heading says what is the case, its lead why that matters. */
export function titleView(margin: string, title: string, lead: string): TemplateResult {
  return row(
    margin,
    html`<h1 class="nl-heading nl-heading--level-1">${title}</h1>
      <p class="nl-paragraph nl-paragraph--lead">${lead}</p>`,
  );
}

/** A second heading and what belongs under it, with a note left of the line. */
export function sectionView(margin: string, title: string, content: TemplateResult): TemplateResult {
  return row(
    margin,
    html`<h2 class="nl-heading nl-heading--level-2">${title}</h2>
      ${content}`,
  );
}

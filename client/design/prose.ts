// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import { blocksOf, type Block, type Line } from "../case/prose.ts";

const lineView = (line: Line): TemplateResult =>
  html`${line.map(({ text, isStrong }) => (isStrong ? html`<strong>${text}</strong>` : text))}`;

const itemsView = ({ lines }: Block): TemplateResult => html`${lines.map((line) => html`<li>${lineView(line)}</li>`)}`;

function blockView(block: Block): TemplateResult {
  switch (block.kind) {
    case "bullets":
      return html`<ul>
        ${itemsView(block)}
      </ul>`;
    case "numbers":
      return html`<ol start=${block.start}>
        ${itemsView(block)}
      </ol>`;
    case "paragraph":
      return html`<p>${block.lines.map((line, i) => (i === 0 ? lineView(line) : html`<br />${lineView(line)}`))}</p>`;
  }
}

/** What somebody wrote, laid out: text and nothing but text (crypto/thread/SPEC.md). */
export function proseView(text: string): TemplateResult {
  return html`<div class="ts-prose" dir="auto">${blocksOf(text).map(blockView)}</div>`;
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, nothing, type TemplateResult } from "lit";
import type { SignalText } from "../worker/protocol.ts";

function pair(term: string, text: string): TemplateResult {
  return html`<div>
    <dt>${term}</dt>
    <dd class="ts-text">${text}</dd>
  </div>`;
}

/** What a submitter wrote, with the stroke beside it: as plain text, exactly as it reaches its readers. */
export function signalView({ title, facts, judgement }: Partial<SignalText>): TemplateResult {
  return html`<dl class="ts-pairs ts-say ts-say--voice">
    ${title === undefined ? nothing : pair("In één zin", title)} ${pair("Feiten", facts ?? "")}
    ${judgement === undefined || judgement === "" ? nothing : pair("Oordeel", judgement)}
  </dl>`;
}

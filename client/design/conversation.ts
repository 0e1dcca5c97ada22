// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { html, type TemplateResult } from "lit";
import type { Said } from "../worker/protocol.ts";
import { formatDate } from "./format.ts";

/** Messages both ways, as plain text: nothing that somebody wrote is ever markup. */
export function conversationView(conversation: readonly Said[], submitter: string): TemplateResult {
  return html`${conversation.map(
    ({ by, name, date, text, inLog }) =>
      html`<div class="ts-say ${by === "submitter" ? "ts-say--voice" : "ts-say--desk"}">
        <p class="ts-who">
          ${by === "submitter" ? submitter : (name ?? "Iemand die niet meer in de lijst staat")},
          ${formatDate(date)}${inLog ? "" : ". Verstuurd, nog niet zichtbaar"}
        </p>
        <p class="ts-text">${text}</p>
      </div>`,
  )}`;
}

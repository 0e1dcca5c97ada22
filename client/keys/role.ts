// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { SignerRole } from "../worker/protocol.ts";

/** As people call who signs the list of keys. */
export function roleName(role: SignerRole): string {
  switch (role) {
    case "officer":
      return msg("Ondertekenaar: de integriteitsfunctionaris");
    case "council":
      return msg("Ondertekenaar: de ondernemingsraad");
    case "spare":
      return msg("Ondertekenaar: de reservesleutel");
  }
}

export function toCeremony(): TemplateResult {
  return html`<a class="nl-button" href="/ceremony.html">${msg("Naar de pagina waar u tekent")}</a>`;
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { SignerRole } from "#crypto/directory/index.ts";
import { signerName } from "../design/signer.ts";

/** As people call who signs the list of keys. */
export function roleName(role: SignerRole): string {
  return msg(str`Ondertekenaar: ${signerName(role)}`);
}

export function toCeremony(): TemplateResult {
  return html`<a class="nl-button" href="/ceremony.html">${msg("Naar de pagina waar u tekent")}</a>`;
}

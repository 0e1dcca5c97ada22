// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { progressView } from "../design/progress.ts";
import { row } from "../design/sheet.ts";

/** While keys are derived and sent. */
export function workingView(title: string): TemplateResult {
  return row(
    "",
    html`<h1 class="nl-heading nl-heading--level-1">${title}</h1>
      ${progressView(msg("Dat duurt een paar tellen, zodat niemand uw woorden kan raden. Laat deze pagina open."))}`,
  );
}

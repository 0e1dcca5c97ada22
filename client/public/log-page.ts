// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { titleView } from "../design/section.ts";
import "./log-audit.ts";

/** Who watches over the logs, and what this visit has seen of that itself. */
export function logPage(): TemplateResult {
  return html`${titleView(
      "",
      msg("Reken zelf na dat niemand iets weghaalt"),
      msg(
        "Alles wat hier gebeurt, staat in drie logboeken die alleen maar groeien. Deze pagina leest ze helemaal, en controleert ze op uw eigen apparaat.",
      ),
    )} <ts-log-audit></ts-log-audit>`;
}

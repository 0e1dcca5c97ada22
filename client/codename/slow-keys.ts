// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { TemplateResult } from "lit";
import { progressView } from "../design/progress.ts";
import type { Progress } from "../protocol/index.ts";

/** In a browser that may compile nothing: it is slow, and nothing is wrong. */
export function slowKeysView(progress: Progress): TemplateResult {
  return progressView(
    msg(
      "Deze browser rekent extra veilig, en daardoor langzaam. Uw sleutels maken duurt een halve minuut tot een paar minuten. Laat deze pagina open.",
    ),
    progress,
  );
}

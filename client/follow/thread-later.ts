// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { VaultError } from "../vault.ts";
import type { threadView } from "./thread-view.ts";

let fetched: Promise<typeof threadView> | undefined;

/**
 * What shows a thread is fetched by everybody who writes or follows, soon after the page and long before seven words are typed:
 * nobody is to be told by that whether they follow something.
 * @throws VaultError `offline`
 */
export function fetchThreadView(): Promise<typeof threadView> {
  fetched ??= import("./thread-view.ts").then(
    (module) => module.threadView,
    () => {
      fetched = undefined;
      throw new VaultError({ code: "offline", detail: "" });
    },
  );
  return fetched;
}

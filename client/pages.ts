// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// One module, so that whoever serves it cannot tell from what is fetched which page somebody opens.
import "./follow/follow-page.ts";
import { fetchThreadView } from "./follow/thread-later.ts";
import { ask, keepSlots } from "./vault.ts";
import { fetchDecoder } from "./voucher/code-reader.ts";
import { WritePage } from "./write/write-page.ts";

keepSlots();
// Where it fails, whoever sends or opens something fetches it again, and is told.
void ask("prepareThread", {}).catch(() => undefined);

/** After the first load, which it must not slow down, and at a time that has nothing to do with what anybody does. */
const LATER_MS = 3_000;

// Where one fails, whoever reads a code or opens a thread fetches it again, and is told.
setTimeout(() => void Promise.allSettled([fetchThreadView(), fetchDecoder()]), LATER_MS);

export function createWritePage(): WritePage {
  return new WritePage();
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// One module, so that whoever serves it cannot tell from what is fetched which page somebody opens.
import "./follow/follow-page.ts";
import { fetchDecoder } from "./voucher/code-reader.ts";
import { WritePage } from "./write/write-page.ts";

// Fetched again, and missed aloud, by whoever reads a code.
fetchDecoder().catch(() => undefined);

export function createWritePage(): WritePage {
  return new WritePage();
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// One module, so that whoever serves it cannot tell from what is fetched which page somebody opens.
import "./follow/follow-page.ts";
import { fetchDecoder } from "./voucher/code-reader.ts";
import { WritePage } from "./write/write-page.ts";

/** After the first load, which it must not slow down, and at a time that has nothing to do with what anybody does. */
const DECODER_AFTER_MS = 3_000;

// Where it fails, whoever reads a code fetches it again, and is told.
setTimeout(() => void fetchDecoder().catch(() => undefined), DECODER_AFTER_MS);

export function createWritePage(): WritePage {
  return new WritePage();
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// One module, so that whoever serves it cannot tell from what is fetched which page somebody opens.
import "./follow/follow-page.ts";
import { WritePage } from "./write/write-page.ts";

export function createWritePage(): WritePage {
  return new WritePage();
}

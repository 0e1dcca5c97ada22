// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { CallName } from "../protocol/index.ts";

/**
 * Answered by thread-session.ts. Pages to write and to follow ask for it as soon as they are there (`prepareThread`), whatever anybody
 * does on them; pages of members never do.
 */
export const THREAD_CALLS = [
  "prepareThread",
  "givePass",
  "exchangePass",
  "measureSignal",
  "sendSignal",
  "openThread",
  "refreshThread",
  "showThread",
  "sendResponse",
  "sendMessage",
] as const satisfies readonly CallName[];
export type ThreadCall = (typeof THREAD_CALLS)[number];

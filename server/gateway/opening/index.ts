// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export type { Opened, Outcome, Seal } from "./tasks.ts";
export { OpeningThread } from "./thread.ts";

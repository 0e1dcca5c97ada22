// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignalEvent } from "#crypto/thread/index.ts";

export type Question = SignalEvent["answers"][number]["question"];

/** What is asked besides facts and judgement: policy is another matter than execution. */
export const QUESTIONS: Readonly<Record<SignalEvent["about"], readonly Question[]>> = {
  policy: ["grounds", "affected", "effects"],
  execution: ["practice", "needed", "since"],
};

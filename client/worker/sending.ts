// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Leaving } from "../protocol/index.ts";
import { tellLeaving } from "./gateway.ts";
import { sendingInTurn } from "./turn.ts";

/** Something that leaves in a slot, or in more than one. */
export function sendInTurn<T>(onLeaving: (leaving: Leaving) => void, work: () => Promise<T>): Promise<T> {
  return sendingInTurn(async () => {
    tellLeaving(onLeaving);
    try {
      return await work();
    } finally {
      tellLeaving(() => undefined);
    }
  });
}

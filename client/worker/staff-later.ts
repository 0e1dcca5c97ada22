// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { answeredLater } from "./later.ts";
import { SIGNER_CALLS, STAFF_CALLS } from "./staff-calls.ts";

export const staffCalls = {
  ...answeredLater(STAFF_CALLS, async () => (await import("./staff.ts")).staffHandlers),
  ...answeredLater(SIGNER_CALLS, async () => (await import("./ceremony-calls.ts")).signerHandlers),
};

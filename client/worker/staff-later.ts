// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { answeredLater } from "./later.ts";
import { STAFF_CALLS } from "./staff-calls.ts";

export const staffCalls = answeredLater(STAFF_CALLS, async () => (await import("./staff.ts")).staffHandlers);

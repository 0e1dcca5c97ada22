// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { CallName } from "./protocol.ts";

/** Answered by staff.ts, which is fetched at the first of them. */
export const STAFF_CALLS = [
  "signIn",
  "readDesk",
  "reply",
  "signOut",
  "passStanding",
  "takePass",
  "signOutEmployee",
  "signInCouncil",
  "drawCards",
  "registerCards",
  "signOutCouncil",
] as const satisfies readonly CallName[];
export type StaffCall = (typeof STAFF_CALLS)[number];

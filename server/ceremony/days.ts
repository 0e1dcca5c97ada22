// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { dayOf } from "../token/index.ts";

/** How long an invitation may be good. */
export const INVITATION_DAYS = 31;
const DAY_MS = 86_400_000;

export const lastInvitationDay = (nowMs: number): string => dayOf(nowMs + INVITATION_DAYS * DAY_MS);

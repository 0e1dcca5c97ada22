// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { ThreadView } from "../protocol/index.ts";

/** A thread that was found with its codename. */
export type Found = Extract<ThreadView, { state: "found" }>;

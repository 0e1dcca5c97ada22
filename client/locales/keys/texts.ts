// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Texts } from "../locale.ts";

/** Of the pages about people's keys, and of those who sign. */
export const keysTexts: Texts = () => import("./en.ts");

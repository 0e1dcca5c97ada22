// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Texts } from "../locale.ts";

/** Of the pages that members and staff open. */
export const staffTexts: Texts = () => import("./en.ts");

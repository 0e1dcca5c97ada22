// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { LETTER_ENTRY_BYTES } from "#crypto";

/** An entry of `letters` as bundles carry it: its length in two bytes, then tag and hash. */
export const STRIDE = 2 + LETTER_ENTRY_BYTES;

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { BURST_BYTES, ENVELOPES_PER_BURST, packBurst, shuffled, splitBurst } from "./burst.ts";

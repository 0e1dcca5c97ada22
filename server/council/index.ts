// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { readPhrase } from "./cover/index.ts";
export { buildCouncil, type CouncilCover } from "./listener.ts";

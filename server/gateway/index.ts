// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { startKeeping } from "./keeping.ts";
export { GatewayKeys } from "./keys.ts";
export { Marks } from "./marks.ts";
export { registerGateway } from "./routes.ts";

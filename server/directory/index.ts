// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { currentDocument, type Trusted } from "./current.ts";
export { InForce } from "./in-force.ts";
export { registerConfiguration, registerDirectory, type Configuration } from "./routes.ts";

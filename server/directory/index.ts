// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { currentDirectory, currentDocument } from "./current.ts";
export { publishDirectory } from "./publish.ts";
export { registerConfiguration, registerDirectory, type Configuration } from "./routes.ts";

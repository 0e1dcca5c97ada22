// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { dayOf, type Clock } from "./calendar.ts";
export { startForgetting } from "./forgetting.ts";
export { registerIssuerDirectory } from "./issuer-directory.ts";
export { addTokenKey, ensureTokenKeys, readTokenKeys, type TokenSigner } from "./key-file.ts";
export { registerPasses } from "./passes.ts";

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { personInQuarter } from "./person.ts";
export { SignInProvider } from "./provider.ts";
export { CALLBACK_PATH, registerStaff, type RequirePerson } from "./routes.ts";
export { readIssuerSecrets } from "./secrets.ts";

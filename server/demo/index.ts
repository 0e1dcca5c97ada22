// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { bootstrapDemo } from "./bootstrap.ts";
export { demoMembers, registerDemo } from "./routes.ts";
export { coverPhrase, readDemoSecrets, type DemoSecrets } from "./secrets.ts";

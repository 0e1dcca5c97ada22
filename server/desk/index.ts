// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { lockKeyring, replaceKeyring } from "./keyring.ts";
export type { Member, RequireMember } from "./member.ts";
export { registerDesk } from "./routes.ts";

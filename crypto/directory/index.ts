// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export {
  directoryKeyName,
  openDirectory,
  signDirectory,
  SIGNER_ROLES,
  type Directory,
  type SignerRole,
} from "./document.ts";
export { parseStatement, type MemberEntry, type Statement, type TeamEntry } from "./statement.ts";

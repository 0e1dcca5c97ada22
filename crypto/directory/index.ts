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
export { recipientsWithout, type Recipients } from "./recipients.ts";
export { parseStatement, type MemberEntry, type RungEntry, type Statement, type TeamEntry } from "./statement.ts";

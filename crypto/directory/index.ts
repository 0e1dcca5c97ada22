// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { withGroupKey, withMember, withMemberKey, withoutMember, type NewMember } from "./change.ts";
export {
  cosignDirectory,
  directoryKeyName,
  openDirectory,
  openProposal,
  signDirectory,
  SIGNER_ROLES,
  signersOf,
  type Directory,
  type SignerRole,
} from "./document.ts";
export { foundingStatement, type Founding } from "./founding.ts";
export { groupsIn, groupsWith, type SharedGroup } from "./groups.ts";
export { openHistory } from "./history.ts";
export { recipientsWithout, type Recipients } from "./recipients.ts";
export type { CustodianEntry, FormerWriter, MemberEntry, RungEntry, Statement, TeamEntry } from "./shape.ts";
export { formatStatement, parseStatement } from "./statement.ts";
export { haveSameSigners, requireSuccession, type Placed } from "./succession.ts";
export { openFollowing, statementIn, successionsIn } from "./trust.ts";

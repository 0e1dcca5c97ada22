// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { CallName } from "../protocol/index.ts";

/** Answered by ceremony-calls.ts, which is fetched at the first of them. */
export const SIGNER_CALLS = [
  "signInSigner",
  "readCeremony",
  "draftDirectory",
  "rebaseDraft",
  "proposeDirectory",
  "signProposal",
  "invite",
  "invitationWords",
  "withdrawInvitation",
  "addTokenKey",
  "exportDirectory",
  "signOutSigner",
] as const satisfies readonly CallName[];
export type SignerCall = (typeof SIGNER_CALLS)[number];

/** Answered by staff.ts, which is fetched at the first of them. */
export const STAFF_CALLS = [
  "checkPhrase",
  "derivePhrase",
  "signIn",
  "readDesk",
  "reply",
  "reseal",
  "note",
  "giveTask",
  "readShelf",
  "keepShelf",
  "emptyShelf",
  "signOut",
  "passStanding",
  "takePass",
  "signOutEmployee",
  "signInCouncil",
  "drawCards",
  "registerCards",
  "signOutCouncil",
  "board",
  "checkInvitation",
  "openInvitation",
  "acceptInvitation",
  "drawPhrase",
  "signInOwnKeys",
  "readOwnKeys",
  "offerKey",
  "giveKeys",
  "changePhrase",
  "passkeySalt",
  "addPasskey",
  "removePasskeys",
  "openPasskey",
  "backUpKeyring",
  "restoreKeyring",
  "signOutOwnKeys",
] as const satisfies readonly CallName[];
export type StaffCall = (typeof STAFF_CALLS)[number];

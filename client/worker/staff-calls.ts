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
  "signIn",
  "readDesk",
  "showDesk",
  "reply",
  "reseal",
  "note",
  "giveTask",
  "readShelf",
  "keepShelf",
  "emptyShelf",
  "signOut",
] as const satisfies readonly CallName[];
export type StaffCall = (typeof STAFF_CALLS)[number];

/** Answered by sign-in-calls.ts, which is fetched at the first of them. */
export const SIGN_IN_CALLS = [
  "board",
  "checkPhrase",
  "derivePhrase",
  "passkeySalt",
  "openPasskey",
] as const satisfies readonly CallName[];
export type SignInCall = (typeof SIGN_IN_CALLS)[number];

/** Answered by pass-calls.ts, which is fetched at the first of them. */
export const PASS_CALLS = ["passStanding", "takePass", "signOutEmployee"] as const satisfies readonly CallName[];
export type PassCall = (typeof PASS_CALLS)[number];

/** Answered by council-calls.ts, which is fetched at the first of them. */
export const COUNCIL_CALLS = [
  "signInCouncil",
  "drawCards",
  "registerCards",
  "signOutCouncil",
] as const satisfies readonly CallName[];
export type CouncilCall = (typeof COUNCIL_CALLS)[number];

/** Answered by keys-calls.ts, which is fetched at the first of them. */
export const KEYS_CALLS = [
  "checkInvitation",
  "openInvitation",
  "acceptInvitation",
  "drawPhrase",
  "signInOwnKeys",
  "readOwnKeys",
  "offerKey",
  "giveKeys",
  "burnKey",
  "changePhrase",
  "addPasskey",
  "removePasskeys",
  "backUpKeyring",
  "restoreKeyring",
  "signOutOwnKeys",
] as const satisfies readonly CallName[];
export type KeysCall = (typeof KEYS_CALLS)[number];

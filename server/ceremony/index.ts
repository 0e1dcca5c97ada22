// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export type { CeremonyBoard } from "./board.ts";
export { lastInvitationDay } from "./days.ts";
export { inviteSigner } from "./founding.ts";
export { accept, invite } from "./invitations.ts";
export { keepKeyOffer } from "./key-offers.ts";
export { propose } from "./proposals.ts";
export { publishDirectory } from "./publishing.ts";
export { registerCeremony } from "./routes.ts";
export { forgetShare, sendShare } from "./seed-shares.ts";
export { requireNamedOf } from "./signers.ts";

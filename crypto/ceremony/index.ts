// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { BOX_BYTES, openBox, signBox, type Box } from "./box.ts";
export { burnNoticesIn, openBurnNotice, RETENTION_DAYS, signBurnNotice, type BurnNotice } from "./burn.ts";
export { fingerprintWords } from "./fingerprint.ts";
export {
  acceptanceTag,
  INVITATION_NONCE_BYTES,
  invitationCode,
  invitationHash,
  invitationKeys,
  isAcceptance,
  OFFER_BYTES,
  openOffer,
  sealOffer,
  type InvitationKeys,
  type Offer,
} from "./invitation.ts";
export { KEY_OFFER_MAXIMUM, openKeyOffer, signKeyOffer, type KeyOffer } from "./key-offer.ts";
export { addressesOf, openSeed, SEED_SHARE_BYTES, sealSeed, type Addressed } from "./seed-share.ts";

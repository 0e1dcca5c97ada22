// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export {
  BATCH_REQUEST_BYTES,
  BATCH_RESPONSE_BYTES,
  BATCH_TOKENS,
  decodeBatchRequest,
  deriveTokens,
  drawTokens,
  encodeBatchRequest,
  finaliseTokens,
  type BatchRequest,
  type PendingTokens,
} from "./batch.ts";
export { blindAll, finalise, isSignature, type Blinded, type Blinding, type RsaPublicKey } from "./blind.ts";
export {
  CARD_BYTES,
  CARD_SHEET_BYTES,
  CARD_WORDS,
  cardHash,
  CARDS_MAXIMUM,
  cardWords,
  decodeCardSheet,
  drawCard,
  isSignedCardSheet,
  parseCard,
  signCardSheet,
  type CardSheet,
} from "./card.ts";
export {
  base64urlPadded,
  boardChallenge,
  challengeDigest,
  encodeChallenge,
  formatAuthorization,
  formatChallenge,
  parseAuthorization,
  type Challenge,
} from "./challenge.ts";
export { decodeHeldToken, encodeHeldToken, HELD_TOKEN_BYTES, readHeldToken, type HeldToken } from "./held.ts";
export { publicPower } from "./integer.ts";
export {
  endsInTime,
  isRedeemable,
  issuingKey,
  lastDayFrom,
  parseTokenKeyDocument,
  redeemableKey,
  TOKEN_PURPOSES,
  tokenKeyDocument,
  tokenKeyEntryOf,
  tokenKeysOf,
  type TokenKey,
  type TokenKeyEntry,
  type TokenPurpose,
} from "./keys.ts";
export {
  base45,
  base45Decode,
  decodePass,
  encodePass,
  parsePassFile,
  parsePassText,
  PASS_BYTES,
  passText,
  type Pass,
} from "./pass.ts";
export { encodeTokenKey, MODULUS_BYTES, parseTokenKey, type TokenPublicKey } from "./public-key.ts";
export {
  decodeTokenRequest,
  encodeTokenRequest,
  TOKEN_REQUEST_BYTES,
  truncatedKeyId,
  type TokenRequest,
} from "./request.ts";
export { authorizationOf, isGenuine, nullifierOfHeld, tokenOf } from "./spend.ts";
export { AUTHENTICATOR_BYTES, NONCE_BYTES, SALT_BYTES, TOKEN_TYPE } from "./token-type.ts";
export {
  decodeToken,
  encodeToken,
  isToken,
  nullifierOf,
  spentMark,
  TOKEN_BYTES,
  tokenInput,
  type Token,
} from "./token.ts";

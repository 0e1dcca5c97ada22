// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** Blind RSA, 2,048 bits (RFC 9578, section 8.2.2). */
export const TOKEN_TYPE = 0x0002;
export const NONCE_BYTES = 32;
export const AUTHENTICATOR_BYTES = 256;
/** Of the PSS encoding. */
export const SALT_BYTES = 48;

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { x25519GatewayKey, xwingGatewayKey, type GatewayKey } from "../../crypto/index.ts";

export const nativeXwingKey = (keyId: number, seed: Uint8Array): GatewayKey => xwingGatewayKey(keyId, seed);
export const nativeX25519Key = (keyId: number, secret: Uint8Array): GatewayKey => x25519GatewayKey(keyId, secret);

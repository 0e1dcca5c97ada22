// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { BatchSigner } from "./batch-signer.ts";
export { registerBatches } from "./batches.ts";
export { registerCardHashes, registerCards } from "./cards.ts";
export { addTokenKey, ensureTokenKeys, readTokenKeys, type TokenSigner } from "./key-file.ts";
export { KeySet, todayInUtc, type Today } from "./key-set.ts";
export { publishTokenKeys, type PublishedKey } from "./publish.ts";
export { Redemption } from "./redemption.ts";

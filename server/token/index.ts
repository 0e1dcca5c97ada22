// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { BatchSigner } from "./batch-signer.ts";
export { registerBatches, registerMemberBatches, type BatchOptions } from "./batches.ts";
export { dayOf, isDay, type Clock } from "./calendar.ts";
export { registerCardHashes, registerCards } from "./cards.ts";
export { startForgetting } from "./forgetting.ts";
export { registerIssuerDirectory } from "./issuer-directory.ts";
export { addTokenKey, ensureTokenKeys, readTokenKeys, type TokenSigner } from "./key-file.ts";
export { KeySet } from "./key-set.ts";
export { registerPasses } from "./passes.ts";
export { publishTokenDocuments, publishTokenKeys, type PublishedKey } from "./publish.ts";
export { Redemption } from "./redemption.ts";

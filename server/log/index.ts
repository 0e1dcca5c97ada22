// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { registerBundles } from "./bundles.ts";
export { appendDocuments, lockDocuments } from "./documents.ts";
export { registerPosting, type PostingOptions } from "./letters.ts";
export { Pool, type Price } from "./pool.ts";
export { registerReading } from "./reading.ts";
export { sequence, startSequencer } from "./sequencer.ts";
export { sha256 } from "./sha256.ts";
export { appendToLog, LogDamaged, openLog } from "./store.ts";
export { Witnessing } from "./witnessing.ts";

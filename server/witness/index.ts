// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export type { WitnessAddress } from "./config.ts";
export { readWitnessKey, witnessVerifierKey } from "./key-file.ts";
export { buildWitness } from "./listener.ts";
export { registerWitness } from "./routes.ts";
export { Witness } from "./witness.ts";

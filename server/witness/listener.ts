// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { buildListener, type Listener } from "../listener.ts";
import { registerOperation } from "../operation.ts";
import { registerWitness } from "./routes.ts";
import type { Witness } from "./witness.ts";

/** Another authority's witness: nothing but that. */
export function buildWitness(witness: Witness, log: boolean): Promise<Listener> {
  return buildListener({ isSecure: false, log }, async (app) => {
    registerOperation(app, null);
    await registerWitness(app, witness);
  });
}

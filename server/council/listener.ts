// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { buildListener, type Listener } from "../listener.ts";
import { registerOperation } from "../operation.ts";
import { registerWitness, type Witness } from "../witness/index.ts";

/** The works council's node. Of what it will be, it is a witness. */
export function buildCouncil(witness: Witness, log: boolean): Promise<Listener> {
  return buildListener({ isSecure: false, log }, async (app) => {
    registerOperation(app, null);
    await registerWitness(app, witness);
  });
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { buildListener, type Listener } from "../listener.ts";
import { registerOperation } from "../operation.ts";
import { registerWitness, type Witness } from "../witness/index.ts";
import { startCover, type CoverNode, type CoverNodeOptions, type CoverState } from "./cover/index.ts";

/** What the node is told of its cover; it says itself how that goes. */
export type CouncilCover = Omit<CoverNodeOptions, "say">;

/** One line where it is another than before, without a slot, a number or a time. */
function sayIn(app: Listener): (state: CoverState) => void {
  return (state) => {
    if (state === "works") app.log.info({}, "cover works");
    else app.log.error({ error: state }, "there is no cover");
  };
}

/**
 * The works council's node. Of what it will be, it is a witness, and posts cover.
 * @param cover null where it posts none
 */
export function buildCouncil(witness: Witness, log: boolean, cover: CouncilCover | null): Promise<Listener> {
  return buildListener({ isSecure: false, log }, async (app) => {
    let node: CoverNode | null = null;
    registerOperation(app, null, () => (cover === null ? {} : { cover: node?.state ?? "starting" }));
    await registerWitness(app, witness);
    if (cover === null) return;
    app.addHook("onListen", (done) => {
      node = startCover({ ...cover, say: sayIn(app) });
      done();
    });
    app.addHook("onClose", async () => node?.stop());
  });
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { CouncilSession } from "./council.ts";
import { WorkerFailure } from "./failure.ts";
import type { CouncilCall } from "./staff-calls.ts";
import { inTurn } from "./turn.ts";
import { organisation, type Handlers } from "./vouched.ts";

// What whoever makes cards asks: in a file of its own, which nobody else fetches.

let council: CouncilSession | undefined;

function current(): CouncilSession {
  if (council === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return council;
}

export const councilHandlers: Handlers<CouncilCall> = {
  signInCouncil: async ({ master }) => {
    council = await CouncilSession.signIn(await organisation(), master);
    return council.member();
  },
  drawCards: (order, onProgress) =>
    inTurn(async () => {
      await current().draw(order, onProgress);
      return null;
    }),
  registerCards: () => inTurn(async () => current().register()),
  signOutCouncil: async () => {
    const leaving = council;
    council = undefined;
    await leaving?.signOut();
    return null;
  },
};

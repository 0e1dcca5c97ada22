// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { closePassSession } from "../transport.ts";
import { CouncilSession } from "./council.ts";
import { DeskSession } from "./desk.ts";
import { WorkerFailure } from "./failure.ts";
import { PassTaking, readStanding } from "./pass.ts";
import type { StaffCall } from "./staff-calls.ts";
import { inTurn, organisation, type Handlers } from "./vouched.ts";

// What members of the desk and the council ask, and whoever takes a pass: in a file of its own, which writing does not fetch.

let desk: DeskSession | undefined;
let council: CouncilSession | undefined;
let passes: PassTaking | undefined;

function currentDesk(): DeskSession {
  if (desk === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return desk;
}

function currentCouncil(): CouncilSession {
  if (council === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return council;
}

export const staffHandlers: Handlers<StaffCall> = {
  signIn: async ({ master }) => {
    desk = await DeskSession.signIn(await organisation(), master);
    return desk.member();
  },
  readDesk: (_params, onProgress) => inTurn(async () => currentDesk().read(onProgress)),
  reply: ({ thread, words }) => inTurn(async () => currentDesk().reply(thread, words)),
  signOut: async () => {
    await desk?.signOut();
    desk = undefined;
    return null;
  },
  passStanding: async () => readStanding(await organisation()),
  takePass: () =>
    inTurn(async () => {
      passes ??= new PassTaking(await organisation());
      return passes.take();
    }),
  signOutEmployee: async () => {
    // Whoever signs in next takes passes of their own.
    passes = undefined;
    await closePassSession();
    return null;
  },
  signInCouncil: async ({ master }) => {
    council = await CouncilSession.signIn(await organisation(), master);
    return council.member();
  },
  drawCards: (order, onProgress) =>
    inTurn(async () => {
      await currentCouncil().draw(order, onProgress);
      return null;
    }),
  registerCards: () => inTurn(async () => currentCouncil().register()),
  signOutCouncil: async () => {
    const leaving = council;
    council = undefined;
    await leaving?.signOut();
    return null;
  },
};

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { DeskSession } from "./desk.ts";
import { WorkerFailure } from "./failure.ts";
import type { StaffCall } from "./staff-calls.ts";
import { goToRelay } from "./gateway.ts";
import { sendInTurn } from "./sending.ts";
import { inTurn, isSending } from "./turn.ts";
import { newestOrganisation, organisationNow, type Handlers } from "./vouched.ts";

// What members ask at the desk: in a file of its own, which nobody else fetches.

let desk: DeskSession | undefined;

function currentDesk(): DeskSession {
  if (desk === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return desk;
}

export const staffHandlers: Handlers<StaffCall> = {
  signIn: async ({ master }) => {
    goToRelay();
    desk = await DeskSession.signIn(await newestOrganisation(), master);
    return desk.member();
  },
  readDesk: (_params, onProgress) =>
    inTurn(async () => {
      // Asked for whether or not something is on its way, which nobody is to see.
      const now = await organisationNow();
      // What is on its way stays with the people it was sealed to; the next look finds who they are now.
      if (!isSending()) await currentDesk().use(now);
      return currentDesk().read(onProgress);
    }),
  showDesk: () => inTurn(() => currentDesk().show()),
  reply: ({ thread, words }, _onProgress, onLeaving) => sendInTurn(onLeaving, () => currentDesk().reply(thread, words)),
  reseal: (_params, onProgress, onLeaving) =>
    sendInTurn(onLeaving, async () => {
      // Never to a key that somebody left with meanwhile.
      await currentDesk().use(await organisationNow());
      return currentDesk().reseal(onProgress);
    }),
  note: ({ thread, text }, _onProgress, onLeaving) => sendInTurn(onLeaving, () => currentDesk().note(thread, text)),
  giveTask: ({ thread, member, task }, _onProgress, onLeaving) =>
    sendInTurn(onLeaving, () => currentDesk().giveTask(thread, member, task)),
  readShelf: () => inTurn(() => Promise.resolve(currentDesk().shelf.state)),
  keepShelf: (_params, onProgress) => inTurn(async () => currentDesk().keepShelf(onProgress)),
  emptyShelf: () => inTurn(async () => currentDesk().shelf.empty()),
  signOut: async () => {
    await desk?.signOut();
    desk = undefined;
    return null;
  },
};

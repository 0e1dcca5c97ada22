// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { DeskSession } from "./desk.ts";
import { WorkerFailure } from "./failure.ts";
import type { StaffCall } from "./staff-calls.ts";
import { inTurn, newestOrganisation, organisationNow, type Handlers } from "./vouched.ts";

// What members ask at the desk: in a file of its own, which nobody else fetches.

let desk: DeskSession | undefined;

function currentDesk(): DeskSession {
  if (desk === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return desk;
}

export const staffHandlers: Handlers<StaffCall> = {
  signIn: async ({ master }) => {
    desk = await DeskSession.signIn(await newestOrganisation(), master);
    return desk.member();
  },
  readDesk: (_params, onProgress) =>
    inTurn(async () => {
      await currentDesk().use(await organisationNow());
      return currentDesk().read(onProgress);
    }),
  reply: ({ thread, words }) => inTurn(async () => currentDesk().reply(thread, words)),
  reseal: (_params, onProgress) =>
    inTurn(async () => {
      // Never to a key that somebody left with meanwhile.
      await currentDesk().use(await organisationNow());
      return currentDesk().reseal(onProgress);
    }),
  note: ({ thread, text }) => inTurn(async () => currentDesk().note(thread, text)),
  giveTask: ({ thread, member, task }) => inTurn(async () => currentDesk().giveTask(thread, member, task)),
  readShelf: () => inTurn(() => Promise.resolve(currentDesk().shelf.state)),
  keepShelf: (_params, onProgress) => inTurn(async () => currentDesk().keepShelf(onProgress)),
  emptyShelf: () => inTurn(async () => currentDesk().shelf.empty()),
  signOut: async () => {
    await desk?.signOut();
    desk = undefined;
    return null;
  },
};

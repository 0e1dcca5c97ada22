// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { board } from "./board.ts";
import { WorkerFailure } from "./failure.ts";
import { checkInvitation, OpenInvitation } from "./invitation.ts";
import { OwnKeysSession } from "./own-keys.ts";
import type { KeysCall } from "./staff-calls.ts";
import { inTurn } from "./turn.ts";
import { type Handlers } from "./vouched.ts";
import { drawPhrase } from "./words.ts";
import type { OwnKeys } from "../protocol/index.ts";

// What whoever sees to their own keys asks: in a file of its own, which nobody else fetches.

let invitation: OpenInvitation | undefined;
let ownKeys: OwnKeysSession | undefined;

function currentInvitation(): OpenInvitation {
  if (invitation === undefined) throw new WorkerFailure("defect", "no invitation was opened");
  return invitation;
}

function current(): OwnKeysSession {
  if (ownKeys === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return ownKeys;
}

async function enter(session: Promise<OwnKeysSession>): Promise<OwnKeys> {
  ownKeys = await session;
  return ownKeys.read();
}

export const keysHandlers: Handlers<KeysCall> = {
  checkInvitation: async ({ text }) => checkInvitation(text, (await board()).origin),
  openInvitation: async ({ text }) => {
    invitation = await OpenInvitation.open(text, (await board()).origin);
    return invitation.shown();
  },
  acceptInvitation: ({ master }) =>
    inTurn(async () => {
      await currentInvitation().accept(master);
      return enter(OwnKeysSession.signIn((await board()).origin, master));
    }),
  drawPhrase: ({ language }) => drawPhrase(language),
  signInOwnKeys: ({ master }) => inTurn(async () => enter(OwnKeysSession.signIn((await board()).origin, master))),
  readOwnKeys: () => inTurn(async () => current().read()),
  offerKey: ({ group }) => inTurn(async () => current().offerKey(group)),
  giveKeys: ({ colleague }) => inTurn(async () => current().giveKeys(colleague)),
  burnKey: ({ group, epoch }) => inTurn(async () => current().burnKey(group, epoch)),
  changePhrase: ({ master }) => inTurn(async () => current().changePhrase(master)),
  addPasskey: (answer) => inTurn(async () => current().addPasskey(answer)),
  removePasskeys: () => inTurn(async () => current().removePasskeys()),
  backUpKeyring: () => inTurn(() => Promise.resolve(current().backup())),
  restoreKeyring: ({ master, file }) =>
    inTurn(async () => enter(OwnKeysSession.restore((await board()).origin, master, file))),
  signOutOwnKeys: ({ everywhere }) =>
    inTurn(async () => {
      const leaving = ownKeys;
      ownKeys = undefined;
      await leaving?.signOut(everywhere);
      return null;
    }),
};

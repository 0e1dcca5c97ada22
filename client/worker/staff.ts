// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { derivePhraseMaster, passkeySalt } from "#crypto";
import { closePassSession } from "../transport.ts";
import { board } from "./board.ts";
import { CouncilSession } from "./council.ts";
import { DeskSession } from "./desk.ts";
import { WorkerFailure } from "./failure.ts";
import { checkInvitation, OpenInvitation } from "./invitation.ts";
import { OwnKeysSession } from "./own-keys.ts";
import { openPasskey } from "./passkeys.ts";
import { PassTaking, readStanding } from "./pass.ts";
import type { OwnKeys } from "../protocol/index.ts";
import type { StaffCall } from "./staff-calls.ts";
import { inTurn, newestOrganisation, organisation, organisationNow, type Handlers } from "./vouched.ts";
import { checkPhrase, drawPhrase, keyWords } from "./words.ts";

// What members of the desk and the council ask, whoever takes a pass, and whoever sees to their own keys: in a file of its own, which writing does not fetch.

let desk: DeskSession | undefined;
let council: CouncilSession | undefined;
let passes: PassTaking | undefined;
let invitation: OpenInvitation | undefined;
let ownKeys: OwnKeysSession | undefined;

function currentDesk(): DeskSession {
  if (desk === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return desk;
}

function currentCouncil(): CouncilSession {
  if (council === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return council;
}

function currentInvitation(): OpenInvitation {
  if (invitation === undefined) throw new WorkerFailure("defect", "no invitation was opened");
  return invitation;
}

function currentOwnKeys(): OwnKeysSession {
  if (ownKeys === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return ownKeys;
}

async function enterOwnKeys(session: Promise<OwnKeysSession>): Promise<OwnKeys> {
  ownKeys = await session;
  return ownKeys.read();
}

export const staffHandlers: Handlers<StaffCall> = {
  checkPhrase: ({ text }) => checkPhrase(text),
  derivePhrase: ({ text, origin }) => Promise.resolve(derivePhraseMaster(keyWords(text), origin)),
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
  reseal: (_params, onProgress) => inTurn(async () => currentDesk().reseal(onProgress)),
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
  board,
  checkInvitation: async ({ text }) => checkInvitation(text, (await board()).origin),
  openInvitation: async ({ text }) => {
    invitation = await OpenInvitation.open(text, (await board()).origin);
    return invitation.shown();
  },
  acceptInvitation: ({ master }) =>
    inTurn(async () => {
      await currentInvitation().accept(master);
      return enterOwnKeys(OwnKeysSession.signIn((await board()).origin, master));
    }),
  drawPhrase: ({ language }) => drawPhrase(language),
  signInOwnKeys: ({ master }) =>
    inTurn(async () => enterOwnKeys(OwnKeysSession.signIn((await board()).origin, master))),
  readOwnKeys: () => inTurn(async () => currentOwnKeys().read()),
  offerKey: ({ group }) => inTurn(async () => currentOwnKeys().offerKey(group)),
  giveKeys: ({ colleague }) => inTurn(async () => currentOwnKeys().giveKeys(colleague)),
  changePhrase: ({ master }) => inTurn(async () => currentOwnKeys().changePhrase(master)),
  passkeySalt: async () => passkeySalt((await board()).origin),
  addPasskey: (answer) => inTurn(async () => currentOwnKeys().addPasskey(answer)),
  removePasskeys: () => inTurn(async () => currentOwnKeys().removePasskeys()),
  openPasskey: async (answer) => openPasskey(answer, (await board()).origin),
  backUpKeyring: () => inTurn(() => Promise.resolve(currentOwnKeys().backup())),
  restoreKeyring: ({ master, file }) =>
    inTurn(async () => enterOwnKeys(OwnKeysSession.restore((await board()).origin, master, file))),
  signOutOwnKeys: ({ everywhere }) =>
    inTurn(async () => {
      const leaving = ownKeys;
      ownKeys = undefined;
      await leaving?.signOut(everywhere);
      return null;
    }),
};

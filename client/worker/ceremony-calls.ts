// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { board } from "./board.ts";
import { SignerSession } from "./ceremony.ts";
import { WorkerFailure } from "./failure.ts";
import type { SignerCall } from "./staff-calls.ts";
import { inTurn } from "./turn.ts";
import { type Handlers } from "./vouched.ts";

// What the three signers ask: in a file of its own, which nobody else fetches.

let session: SignerSession | undefined;

function current(): SignerSession {
  if (session === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return session;
}

export const signerHandlers: Handlers<SignerCall> = {
  signInSigner: ({ master }) =>
    inTurn(async () => {
      session = await SignerSession.signIn((await board()).origin, master);
      return session.view();
    }),
  readCeremony: () => inTurn(async () => current().read()),
  draftDirectory: ({ edits }) => inTurn(async () => Promise.resolve(current().draft(edits))),
  rebaseDraft: ({ edits }) => inTurn(async () => current().rebase(edits)),
  proposeDirectory: () => inTurn(async () => current().propose()),
  signProposal: ({ id, edits }) => inTurn(async () => current().sign(id, edits)),
  invite: ({ plan }) => inTurn(async () => current().invite(plan)),
  invitationWords: ({ hash }) => inTurn(async () => current().invitationWords(hash)),
  withdrawInvitation: ({ hash }) => inTurn(async () => current().withdraw(hash)),
  addTokenKey: ({ text }) => inTurn(async () => current().addTokenKey(text)),
  exportDirectory: () => inTurn(async () => current().document()),
  signOutSigner: () =>
    inTurn(async () => {
      const leaving = session;
      session = undefined;
      await leaving?.signOut();
      return null;
    }),
};

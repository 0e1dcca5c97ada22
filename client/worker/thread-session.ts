// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hex, logName, type Pin } from "#crypto";
import { readCheckpoint } from "./checkpoint.ts";
import { measure, signalEvent } from "./conversation.ts";
import { witnessesOf } from "./directory.ts";
import { checking, WorkerFailure } from "./failure.ts";
import { Purse } from "./purse.ts";
import { SubmitterSession } from "./submitter.ts";
import type { ThreadCall } from "./thread-calls.ts";
import { todayInUtc } from "./tokens.ts";
import { sendInTurn } from "./sending.ts";
import { inTurn } from "./turn.ts";
import { readVoucher } from "./voucher.ts";
import { organisation, type Handlers } from "./vouched.ts";
import type { Room } from "../protocol/index.ts";

// What whoever gives a signal or follows one asks. Nothing of it is kept when the Worker ends.

/** The log as it was when the page was opened: read whether or not anything is ever sent, so that sending asks for nothing. */
let basis: Promise<Pin> | undefined;

async function readBasis(): Promise<Pin> {
  const { origin, logKeys, statement } = await organisation();
  const log = {
    path: "/v1/logs/letters",
    name: logName(origin, "letters"),
    key: logKeys.letters,
    witnesses: witnessesOf(statement),
  };
  // Nobody has to have vouched for it: it is what a later visit must continue.
  const { checkpoint } = await checking("log_damaged", () => readCheckpoint(log, () => false));
  return { size: checkpoint.size, root: checkpoint.root };
}

let submitter: { readonly name: string; readonly session: SubmitterSession } | undefined;
const purse = new Purse();

async function submitterOf(master: Uint8Array): Promise<SubmitterSession> {
  const name = hex(master);
  const read = await organisation();
  if (submitter?.name === name) submitter.session.use(read);
  else submitter = { name, session: new SubmitterSession(read, master, purse, await basis?.catch(() => undefined)) };
  return submitter.session;
}

function currentSubmitter(): SubmitterSession {
  if (submitter === undefined) throw new WorkerFailure("signed_out", "give the codename again");
  return submitter.session;
}

/** In the thread that is open, where one is. */
export function measureInThread(text: string): Promise<Room> | undefined {
  return submitter?.session.measureMessage(text);
}

export const threadHandlers: Handlers<ThreadCall> = {
  prepareThread: async () => {
    basis ??= readBasis();
    await basis;
    return null;
  },
  givePass: async ({ source }) => {
    const voucher = await readVoucher(source, await organisation(), todayInUtc());
    purse.give(voucher);
    return { kind: voucher.kind };
  },
  exchangePass: (_params, _onProgress, onLeaving) =>
    sendInTurn(onLeaving, async () => ({ postsLeft: await currentSubmitter().exchange() })),
  // What must still be written takes a letter, so that there is something to measure from the start.
  measureSignal: ({ signal, team }) =>
    measure(signalEvent({ ...signal, title: signal.title || "-", facts: signal.facts || "-" }, team)),
  sendSignal: ({ master, signal, team }, _onProgress, onLeaving) =>
    sendInTurn(onLeaving, async () => (await submitterOf(master)).sendSignal(signal, team)),
  openThread: ({ master }, onProgress) =>
    inTurn(async () => {
      // A pass that was given to write something new with is not for this thread; its page asks for it again.
      purse.empty();
      return (await submitterOf(master)).read(false, onProgress);
    }),
  refreshThread: ({ older }, onProgress) => inTurn(async () => currentSubmitter().read(older, onProgress)),
  showThread: () => inTurn(() => currentSubmitter().show()),
  sendResponse: (response, _onProgress, onLeaving) =>
    sendInTurn(onLeaving, () => currentSubmitter().sendResponse({ what: "response", ...response })),
  sendMessage: ({ text }, _onProgress, onLeaving) => sendInTurn(onLeaving, () => currentSubmitter().sendMessage(text)),
};

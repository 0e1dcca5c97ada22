// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hex } from "#crypto";
import { measure, signalEvent } from "./conversation.ts";
import { WorkerFailure } from "./failure.ts";
import { Purse } from "./purse.ts";
import { SubmitterSession } from "./submitter.ts";
import type { ThreadCall } from "./thread-calls.ts";
import { todayInUtc } from "./tokens.ts";
import { readVoucher } from "./voucher.ts";
import { inTurn, organisation, type Handlers } from "./vouched.ts";
import type { Room } from "../protocol/index.ts";

// What whoever gives a signal or follows one asks. Nothing of it is kept when the Worker ends.

let submitter: { readonly name: string; readonly session: SubmitterSession } | undefined;
const purse = new Purse();

async function submitterOf(master: Uint8Array): Promise<SubmitterSession> {
  const name = hex(master);
  const read = await organisation();
  if (submitter?.name === name) submitter.session.use(read);
  else submitter = { name, session: new SubmitterSession(read, master, purse) };
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
  prepareThread: () => Promise.resolve(null),
  givePass: async ({ source }) => {
    const voucher = await readVoucher(source, await organisation(), todayInUtc());
    purse.give(voucher);
    return { kind: voucher.kind };
  },
  exchangePass: () => inTurn(async () => ({ postsLeft: await currentSubmitter().exchange() })),
  // What must still be written takes a letter, so that there is something to measure from the start.
  measureSignal: ({ signal, team }) =>
    measure(signalEvent({ ...signal, title: signal.title || "-", facts: signal.facts || "-" }, team)),
  sendSignal: ({ master, signal, team }) => inTurn(async () => (await submitterOf(master)).sendSignal(signal, team)),
  openThread: ({ master }, onProgress) =>
    inTurn(async () => {
      // A pass that was given to write something new with is not for this thread; its page asks for it again.
      purse.empty();
      return (await submitterOf(master)).read(false, onProgress);
    }),
  refreshThread: ({ older }, onProgress) => inTurn(async () => currentSubmitter().read(older, onProgress)),
  sendResponse: (response) => inTurn(async () => currentSubmitter().sendResponse({ what: "response", ...response })),
  sendMessage: ({ text }) => inTurn(async () => currentSubmitter().sendMessage(text)),
};

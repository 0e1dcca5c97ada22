// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { deriveMaster, derivePhraseMaster, hex, recipientsWithout } from "#crypto";
import { eventOf, measure, signalEvent } from "./conversation.ts";
import { closePassSession } from "../transport.ts";
import { CouncilSession } from "./council.ts";
import { DeskSession } from "./desk.ts";
import { failureFrom, WorkerFailure } from "./failure.ts";
import { readOrganisation, shownOrganisation, shownRecipients, type VouchedOrganisation } from "./organisation.ts";
import { PassTaking, readStanding } from "./pass.ts";
import type { Answer, CallName, Calls, Progress, Question } from "./protocol.ts";
import { SubmitterSession } from "./submitter.ts";
import { Purse } from "./purse.ts";
import { todayInUtc } from "./tokens.ts";
import { checkCard, readVoucher } from "./voucher.ts";
import { checkCodename, checkPhrase, drawCodename, keyWords, listOf } from "./words.ts";

// Keys, sealing, opening and every request live here. A page asks, this answers; nothing is kept when it ends.

let vouched: Promise<VouchedOrganisation> | undefined;
let submitter: { readonly name: string; readonly session: SubmitterSession } | undefined;
let desk: DeskSession | undefined;
let council: CouncilSession | undefined;
let passes: PassTaking | undefined;
const purse = new Purse();

/** Read once; a failed reading is not remembered. */
function organisation(): Promise<VouchedOrganisation> {
  vouched ??= readOrganisation().catch((error: unknown) => {
    vouched = undefined;
    throw error;
  });
  return vouched;
}

async function submitterOf(master: Uint8Array): Promise<SubmitterSession> {
  const name = hex(master);
  if (submitter?.name !== name)
    submitter = { name, session: new SubmitterSession(await organisation(), master, purse) };
  return submitter.session;
}

function currentSubmitter(): SubmitterSession {
  if (submitter === undefined) throw new WorkerFailure("signed_out", "give the codename again");
  return submitter.session;
}

function currentDesk(): DeskSession {
  if (desk === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return desk;
}

function currentCouncil(): CouncilSession {
  if (council === undefined) throw new WorkerFailure("signed_out", "sign in again");
  return council;
}

let turn: Promise<unknown> = Promise.resolve();

/** What reads or writes a thread does so one at a time, in the order asked: a refresh never meets a half-sent message. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = turn.then(work, work);
  turn = result;
  return result;
}

type Handlers = {
  readonly [Name in CallName]: (
    params: Calls[Name]["params"],
    onProgress: (progress: Progress) => void,
  ) => Promise<Calls[Name]["result"]>;
};

const handlers: Handlers = {
  // The words of both languages come along: nobody is to be told by which they fetch, or when.
  organisation: async () => {
    const [read] = await Promise.all([organisation(), listOf("nl"), listOf("en")]);
    return shownOrganisation(read);
  },
  recipients: async ({ excluded }) => {
    const { statement } = await organisation();
    return shownRecipients(statement, recipientsWithout(statement, excluded));
  },
  drawCodename: async ({ language }) => drawCodename(language, (await organisation()).origin),
  checkCard: async ({ text }) => checkCard(text, (await organisation()).origin),
  checkCodename: async ({ text }) => checkCodename(text, (await organisation()).origin),
  checkPhrase: ({ text }) => checkPhrase(text),
  deriveCodename: ({ text, origin }) => Promise.resolve(deriveMaster(keyWords(text), origin)),
  derivePhrase: ({ text, origin }) => Promise.resolve(derivePhraseMaster(keyWords(text), origin)),
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
  openThread: ({ master }, onProgress) => inTurn(async () => (await submitterOf(master)).read(false, onProgress)),
  refreshThread: ({ older }, onProgress) => inTurn(async () => currentSubmitter().read(older, onProgress)),
  measureMessage: ({ text }) => measure(eventOf({ what: "message", text })),
  sendMessage: ({ text }) => inTurn(async () => currentSubmitter().sendMessage(text)),
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

/** Progress at most ten times a second: more is work for nobody. */
function reporter(id: number): (progress: Progress) => void {
  let last = 0;
  return (progress) => {
    if (performance.now() - last < 100) return;
    last = performance.now();
    post({ id, kind: "progress", progress });
  };
}

function post(answer: Answer): void {
  self.postMessage(answer);
}

function run<Name extends CallName>(
  name: Name,
  params: Calls[Name]["params"],
  id: number,
): Promise<Calls[Name]["result"]> {
  return handlers[name](params, reporter(id));
}

// A page's questions wait for this: what is sent before libsodium has loaded, which happens above, would be lost.
self.addEventListener("message", (event: MessageEvent<Question>) => {
  const { id, name, params } = event.data;
  run(name, params as never, id).then(
    (result) => post({ id, kind: "result", result }),
    (error: unknown) => post({ id, kind: "failure", failure: failureFrom(error) }),
  );
});
self.postMessage({ kind: "ready" } satisfies Answer);

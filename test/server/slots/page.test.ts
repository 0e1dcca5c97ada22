// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { cardWords, randomBytes, SIZE_CLASSES } from "#crypto";
import { listOf } from "../../../client/worker/words.ts";
import { signalText } from "../../signal.ts";
import type { Exchange } from "../../unlinkability/wire.ts";
import { anyBurst, BURSTS_PATH, ORIGIN, postAccepted } from "../board.ts";
import { Office } from "../desk/office.ts";
import { outside, PageWorker } from "./worker.ts";

// Two worlds that differ in one thing: whether somebody sends something from a page that is open. Network, relay and board are to see
// the same of both but for what is sealed, of which there is as much, and at the same moments.

const nothing = (): void => undefined;
const DUMMIES = "/v1/dummies";
const CARDS = "/v1/cards/redemptions";

/** Everything that was seen of a world, and what the gateway found in its slots. */
interface Seen {
  readonly outside: readonly string[];
  readonly slots: readonly string[];
}

const isSlot = ({ requestBody }: Exchange): boolean => requestBody.length === SIZE_CLASSES.slot.request;

/** @param from number of exchanges before its page was open */
function seenOf({ wire }: Office, from: number): Seen {
  const exchanges = wire.exchanges.slice(from);
  // What is asked for side by side is answered in any order; between two slots it is the same.
  const runs: Exchange[][] = [[]];
  for (const exchange of exchanges) {
    if (isSlot(exchange)) runs.push([exchange], []);
    else runs.at(-1)?.push(exchange);
  }
  return {
    outside: runs.flatMap((run) => run.map(outside).sort()),
    slots: exchanges.filter(isSlot).map(({ inside }) => inside?.request.path ?? ""),
  };
}

/** A page to write on, from its opening through four slots. */
async function writeWorld(sends: boolean): Promise<Seen> {
  const office = await Office.open();
  const team = await office.team("oost");
  const words = cardWords(await office.card(), await listOf("nl"), ORIGIN).join(" ");
  const from = office.wire.exchanges.length;
  const page = await PageWorker.open(office.wire, office.visitor(null));
  await page.does(({ newestOrganisation }) => newestOrganisation());
  const { prepareThread, measureSignal, givePass, sendSignal } = page.calls;
  await page.does(() => prepareThread({}, nothing, nothing));
  const signal = signalText();
  await page.does(() => measureSignal({ signal, team: team.id }, nothing, nothing));
  await page.slot();
  if (sends) {
    await page.does(() => givePass({ source: { kind: "text", text: words } }, nothing, nothing));
    const params = { master: randomBytes(32), signal, team };
    const sending = page.does(() => sendSignal(params, nothing, page.onLeaving));
    await page.slot(1);
    await page.slot(2);
    await sending;
    expect(page.told.map(({ what, isAgain }) => [what, isAgain])).toEqual([
      ["voucher", false],
      ["burst", false],
    ]);
    await page.does(() => page.calls.showThread({}, nothing, nothing));
  } else {
    await page.slot();
    await page.slot();
  }
  await page.slot();
  return seenOf(office, from);
}

test("slots: a page that sends a signal asks for nothing that one on which nothing is sent does not", async () => {
  const [quiet, busy] = [await writeWorld(false), await writeWorld(true)];
  expect(busy.outside).toEqual(quiet.outside);
  expect(quiet.slots).toEqual([DUMMIES, DUMMIES, DUMMIES, DUMMIES]);
  expect(busy.slots).toEqual([DUMMIES, CARDS, BURSTS_PATH, DUMMIES]);
});

/** A page that follows a thread, over a checkpoint at which the log has grown by one burst, whoever's. */
async function followWorld(sends: boolean): Promise<Seen> {
  const office = await Office.open();
  const master = randomBytes(32);
  const submitter = await office.submitter(master);
  const team = await office.team("oost");
  await office.outside(() => submitter.sendSignal(signalText(), team));
  await office.sequence();
  const from = office.wire.exchanges.length;
  const page = await PageWorker.open(office.wire, office.visitor(null));
  const { prepareThread, openThread, sendMessage, showThread, refreshThread } = page.calls;
  await page.does(({ newestOrganisation }) => newestOrganisation());
  await page.does(() => prepareThread({}, nothing, nothing));
  await page.does(() => openThread({ master }, nothing, nothing));
  if (sends) {
    const sending = page.does(() => sendMessage({ text: "Nog iets." }, nothing, nothing));
    await page.slot(1);
    await sending;
    const view = await page.does(() => showThread({}, nothing, nothing));
    expect(view).toMatchObject({ conversation: [{ inLog: false }] });
  } else {
    await page.slot();
    await postAccepted(office.board, anyBurst());
  }
  await office.sequence();
  const view = await page.does(() => refreshThread({ older: false }, nothing, nothing));
  expect(view).toMatchObject({ conversation: sends ? [{ inLog: true }] : [] });
  await page.slot();
  return seenOf(office, from);
}

test("slots: a page that follows reads what it would have read had nothing been said on it, and when", async () => {
  const [quiet, busy] = [await followWorld(false), await followWorld(true)];
  expect(busy.outside).toEqual(quiet.outside);
  expect(busy.slots).toEqual([BURSTS_PATH, DUMMIES]);
});

/** A desk, from its sign-in, over a checkpoint, while something may be waiting for its slot. */
async function deskWorld(sends: boolean): Promise<Seen> {
  const office = await Office.open();
  const submitter = await office.submitter();
  const team = await office.team("oost");
  await office.outside(() => submitter.sendSignal(signalText(), team));
  await office.sequence();
  const { master, id } = office.person("noor-haddad");
  const from = office.wire.exchanges.length;
  const page = await PageWorker.open(office.wire, office.visitor(id));
  const { signIn, readDesk, reply, showDesk } = page.calls;
  await page.does(() => signIn({ master }, nothing, nothing));
  const { threads } = await page.does(() => readDesk({}, nothing, nothing));
  const batches = (): number => office.wire.exchanges.filter(({ path }) => path === "/v1/desk/token-batches").length;
  await expect.poll(batches, { timeout: 30_000 }).toBe(4);
  const words = { what: "message", text: "Dank u." } as const;
  const replying = sends
    ? page.does(() => reply({ thread: threads[0]?.id ?? "", words }, nothing, nothing))
    : postAccepted(office.board, anyBurst());
  await expect.poll(() => page.given, { timeout: 30_000 }).toBe(sends ? 1 : 0);
  // A look at the moment at which it waits for its slot.
  await page.does(() => readDesk({}, nothing, nothing));
  await page.slot();
  await replying;
  const shown = await page.does(() => showDesk({}, nothing, nothing));
  expect(shown.threads[0]?.conversation).toHaveLength(sends ? 1 : 0);
  await office.sequence();
  await page.does(() => readDesk({}, nothing, nothing));
  await page.slot();
  return seenOf(office, from);
}

test("slots: a desk at which somebody answers reads what it would have read otherwise, also while the answer waits for its slot", async () => {
  const [quiet, busy] = [await deskWorld(false), await deskWorld(true)];
  expect(busy.outside).toEqual(quiet.outside);
  expect(busy.slots).toEqual([BURSTS_PATH, DUMMIES]);
  // Slots go to the relay, without the cookie that everything else goes to the board with.
  const sealed = quiet.outside.filter((line) => line.includes(" at relay: "));
  expect(sealed).toHaveLength(2);
  for (const line of sealed) expect(line).toMatch(/^nobody at relay: POST \/v1\/oblivious 200 49152→65536 /);
});

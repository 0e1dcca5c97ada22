// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Client } from "pg";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { TRIES } from "../../client/worker/slots.ts";
import { openEmbedded } from "../../server/database/index.ts";
import { openApart } from "./apart.ts";
import type { Answer, Carried, Leg, Mischief } from "./leg.ts";
import { AGAIN, EXCHANGED, isSlot, LEAVES, Moments, sendTyped } from "./moments.ts";
import { BURSTS, EXCHANGES } from "./sealed.ts";
import { SMALL_SIGNAL, typeBackAndSend, writeSignal } from "./submitter.ts";

// A relay that is down, slow or lying, a cable that breaks, a board that falls over: what is said of it, and what the cable shows.

const way = openApart();
const { application, sealed, front, back, open, openHeld, follow, settledSize } = way;

test("slots: a signal whose card and whose own answer are lost takes two slots more, and is there once", async () => {
  const { page, context } = await openHeld();
  const words = await writeSignal(page, application, SMALL_SIGNAL);
  const before = await settledSize();
  const moments = await Moments.of(page, way);
  await sendTyped(page, words);
  for (const path of [EXCHANGES, BURSTS]) {
    harm(front, (request, pass) => pass(request).then(() => null), path);
    await moments.pass();
    await page.getByText(AGAIN).waitFor();
    await moments.still();
    await moments.pass();
    if (path === EXCHANGES) await page.getByText(LEAVES).waitFor();
  }
  await page.getByRole("heading", { level: 1, name: "Uw signaal is bewaard" }).waitFor();
  expect(await settledSize()).toBe(before + 5);
  await context.close();
});

/** One who follows, for all that can go wrong with what they send. */
let follower: { readonly page: Page; readonly moments: Moments } | undefined;
let codename: readonly string[] = [];
let sentBefore = 0;

async function following(): Promise<NonNullable<typeof follower>> {
  if (follower !== undefined) return follower;
  const writing = await open();
  codename = await writeSignal(writing.page, application, SMALL_SIGNAL);
  await typeBackAndSend(writing.page, codename);
  await writing.context.close();
  const { page } = await openHeld();
  await follow(page, codename);
  sentBefore = await settledSize();
  return (follower = { page, moments: await Moments.of(page, way) });
}

const said: string[] = [];

/** Up to where it waits for its slot. */
async function write(page: Page, text: string): Promise<void> {
  said.push(text);
  await page.getByLabel("Uw bericht").fill(text);
  await page.getByRole("button", { name: "Bericht sturen", exact: true }).click();
  await page.getByText(LEAVES).waitFor();
}

const kept = (page: Page): Promise<void> => page.getByText("Uw bericht is verstuurd.").waitFor();

const asksFor = (path: RegExp, request: Carried): boolean =>
  isSlot(request) && path.test(sealed().open(request.body).path);

/** Does it to the next one that asks for such a path, however often its browser sends it again by itself, and to nothing after it. */
function harm(leg: Leg, mischief: Mischief, path = BURSTS): void {
  let harmed: Buffer | undefined;
  leg.mischief = (request, pass) => {
    if (harmed === undefined && asksFor(path, request)) harmed = request.body;
    return harmed?.equals(request.body) === true ? mischief(request, pass) : pass(request);
  };
}

/** The same with other bytes in it, and their length. */
function withBody<Message extends Carried | Answer>(message: Message, body: Buffer): Message {
  const rawHeaders = message.rawHeaders.map((each, i) =>
    message.rawHeaders[i - 1]?.toLowerCase() === "content-length" ? `${body.length}` : each,
  );
  return { ...message, rawHeaders, body };
}

function spoilt(body: Buffer): Buffer {
  const other = Buffer.from(body);
  const middle = body.length >> 1;
  other[middle] = (other[middle] ?? 0) ^ 1;
  return other;
}

/** What a relay says by itself. */
const saying = (status: number, type: string, text: string): Answer => ({
  status,
  rawHeaders: ["Content-Type", type, "Content-Length", `${text.length}`],
  body: Buffer.from(text),
});

const KEY_UNKNOWN = JSON.stringify({
  type: "https://iana.org/assignments/http-problem-types#ohttp-key",
  title: "x",
  status: 400,
});

const FAULTS: readonly (readonly [string, Mischief])[] = [
  ["was lost on its way", () => Promise.resolve(null)],
  ["was answered, and the answer lost", (request, pass) => pass(request).then(() => null)],
  ["was sent on twice", (request, pass) => pass(request).then(() => pass(request))],
  ["was answered with what answered another", (request, pass) => pass(request).then(() => earlierAnswer())],
  ["was cut short", (request, pass) => pass(withBody(request, request.body.subarray(0, -1)))],
  ["was spoilt", (request, pass) => pass(withBody(request, spoilt(request.body)))],
  [
    "had its answer cut short",
    async (request, pass) => {
      const answer = await pass(request);
      return withBody(answer, answer.body.subarray(0, -1));
    },
  ],
  [
    "had its answer broken off",
    async (request, pass) => {
      const answer = await pass(request);
      return { ...answer, body: answer.body.subarray(0, 40_000) };
    },
  ],
  [
    "had its answer spoilt",
    async (request, pass) => {
      const answer = await pass(request);
      return withBody(answer, spoilt(answer.body));
    },
  ],
  ["was answered with a page", () => Promise.resolve(saying(200, "text/html", "<h1>Even geduld</h1>"))],
  [
    "was sent elsewhere",
    () =>
      Promise.resolve({
        status: 307,
        rawHeaders: ["Location", "/v1/dummies", "Content-Length", "0"],
        body: Buffer.alloc(0),
      }),
  ],
  ["was said to be sealed to an old key", () => Promise.resolve(saying(400, "application/problem+json", KEY_UNKNOWN))],
];

function earlierAnswer(): Answer {
  const earlier = front.passed.findLast(({ request, answer }) => isSlot(request) && answer?.status === 200);
  if (earlier?.answer === undefined || earlier.answer === null) throw new Error("nothing was answered yet");
  return earlier.answer;
}

test.each(FAULTS)(
  "slots: one that %s goes again in the next, the page says so, and it is kept once",
  async (how, mischief) => {
    const { page, moments } = await following();
    await write(page, `Dit ${how}.`);
    harm(front, mischief);
    await moments.pass();
    await page.getByText(AGAIN).waitFor();
    await moments.still();
    await moments.pass();
    await kept(page);
    await moments.still();
  },
);

test("slots: a card to go on with, whose answer is lost, is exchanged in the next", async () => {
  const { page, moments } = await following();
  await page.getByRole("button", { name: "Nieuwe pas of kaart geven" }).click();
  await page.getByRole("button", { name: "Woorden van een kaart typen" }).click();
  await page.getByLabel("Alle acht woorden van uw kaart").fill(await application.card());
  await page.getByRole("button", { name: "Kaart invoeren" }).click();
  await page.getByText(EXCHANGED).waitFor();
  harm(front, (request, pass) => pass(request).then(() => null), EXCHANGES);
  await moments.still();
  await moments.pass();
  await page.getByText(AGAIN).waitFor();
  await moments.pass();
  await page.getByText("Uw pas is ingewisseld.").waitFor();
  await moments.still();
});

test("slots: one whose answer takes long holds up nothing, and is not sent twice", async () => {
  const { page, moments } = await following();
  await write(page, "Dit duurt lang.");
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  harm(front, (request, pass) => held.then(() => pass(request)));
  for (let i = 0; i < 3; i++) await moments.pass();
  expect(await page.getByText(LEAVES).count()).toBe(1);
  letGo();
  await kept(page);
  const bursts = moments
    .slots()
    .slice(-3)
    .filter((slot) => asksFor(BURSTS, slot));
  expect(bursts).toHaveLength(1);
});

test("slots: one that is never answered goes again after half a minute", async () => {
  const { page, moments } = await following();
  await write(page, "Dit wordt nooit beantwoord.");
  harm(front, () => new Promise(() => undefined));
  for (let i = 0; i < 3; i++) await moments.pass();
  await page.getByText(AGAIN).waitFor({ timeout: 45_000 });
  await moments.pass();
  await kept(page);
});

test("slots: while the relay is down something leaves at each moment all the same, and what is typed stays", async () => {
  const { page, moments } = await following();
  await write(page, "De relay is weg.");
  await application.relayProcess.end("SIGTERM");
  for (let i = 0; i < TRIES; i++) {
    // Nothing answers what tells that nothing came in between.
    await moments.pass({ isAlone: true });
    if (i < TRIES - 1) await page.getByText(AGAIN).waitFor();
  }
  await page.getByRole("alert").getByText("Er is geen verbinding").last().waitFor();
  expect(await page.getByLabel("Uw bericht").inputValue()).toBe("De relay is weg.");
  await moments.pass({ isAlone: true });
  await application.relayProcess.start();
  await page.getByRole("button", { name: "Bericht sturen", exact: true }).click();
  await page.getByText(LEAVES).waitFor();
  await moments.pass();
  await kept(page);
});

test("slots: a board that is killed in the middle of an answer kept it once or not at all, and gets it again", async () => {
  const { page, moments } = await following();
  await write(page, "Het bord valt om.");
  harm(back, async (request, pass) => {
    const answer = pass(request).catch(() => null);
    await sleep(150);
    await application.restart("SIGKILL");
    await answer;
    return null;
  });
  await moments.pass();
  await page.getByText(AGAIN).waitFor({ timeout: 60_000 });
  await moments.pass();
  await kept(page);
});

/** As at the start of a month, but without the two days in which the old keys still do. */
async function forgetGatewayKeys(): Promise<void> {
  const { url, close } = await openEmbedded(join(application.dataFolder, "postgres"), "board");
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("delete from gateway_key");
  } finally {
    await client.end();
    await close();
  }
  await application.restart("SIGTERM");
}

const keyIds = (slots: readonly Carried[]): number[] => [...new Set(slots.map(({ body }) => body[0] ?? -1))];

test("slots: where the gateway has other keys a page reads which, and goes on with them", async () => {
  const { page, moments } = await following();
  const before = keyIds(moments.slots());
  expect(before).toHaveLength(1);
  await forgetGatewayKeys();
  // What was sealed to the old one is refused; the ledger has to be vouched for before the next is used.
  const passed = async (): Promise<number[]> => {
    await moments.pass();
    return keyIds(moments.slots());
  };
  await expect.poll(passed, { interval: 1_000, timeout: 40_000 }).toEqual([...before, (before[0] ?? 0) + 2]);
  await write(page, "De sleutel is nieuw.");
  await moments.pass();
  await kept(page);
});

test("slots: of all that went wrong nothing is lost, nothing is there twice, and nobody saw any of it by its size", async () => {
  const { page, moments } = await following();
  expect(await settledSize()).toBe(sentBefore + 5 * said.length);
  expect(new Set(moments.slots().map(({ rawHeaders }) => JSON.stringify(rawHeaders))).size).toBe(1);
  await page.context().close();
  const again = await open();
  await follow(again.page, codename);
  for (const text of said) {
    expect(await again.page.locator(".ts-say").filter({ hasText: text }).count(), text).toBe(1);
  }
  await again.context.close();
});

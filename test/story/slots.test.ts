// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Client } from "pg";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { SIZE_CLASSES } from "#crypto";
import { TRIES } from "../../client/worker/slots.ts";
import { openEmbedded } from "../../server/database/index.ts";
import { openCase, queueOn, reply, signIn } from "./advisor.ts";
import { findPlainCanaries } from "./canary.ts";
import { holdSlots, nextSlot, untilPlanned } from "./held-slots.ts";
import { Leg, type Answer, type Carried, type Mischief, type Passed } from "./leg.ts";
import { NARROW, openPage, WIDE, type WatchedPage } from "./page.ts";
import { BURSTS, DUMMIES, EXCHANGES } from "./sealed.ts";
import { openStage } from "./stage.ts";
import {
  comeBack,
  plainly,
  SMALL_SIGNAL,
  startWriting,
  typeBackAndSend,
  writeSignal,
  type Manner,
} from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// The whole way, with the relay in a process of its own and somebody who watches the cable on both sides of it.

/** As the relay and the board see whoever comes. */
const VISITOR = "127.31.7.9";
const RELAY = "127.31.7.10";
const AGENT = "Zeldzaam/7.31 (kwartsbrowser)";
const TITLE = "Het zilverdistelbesluit kan niet zo";
const FACTS = "Elf dagen lag het zilverdistelbesluit op de mat.";
const ANSWER = "Wij zoeken het uit bij de purperen balie.";
const MORE = "De okeren map ligt er ook nog.";

/** Seconds between two. */
const SLOT = 2;
const front = new Leg(VISITOR);
const back = new Leg(RELAY);
const { application, browser, sealed } = openStage({ SLOT_INTERVAL_MS: `${SLOT * 1000}` }, [], { front, back });

const silently = (page: Page): Manner => ({ ...plainly(page), onPage: () => Promise.resolve() });
const open = (viewport = NARROW): Promise<WatchedPage> =>
  openPage(browser(), new Traffic(), viewport, { userAgent: AGENT });

const isSealed = ({ request: { method, path } }: Passed): boolean => method === "POST" && path === "/v1/oblivious";
const headerOf = (rawHeaders: readonly string[], name: string): string => {
  const at = rawHeaders.findIndex((each, i) => i % 2 === 0 && each.toLowerCase() === name);
  return at < 0 ? "" : (rawHeaders[at + 1] ?? "");
};

/** What somebody at the cable knows of one: bytes to and fro, and how it ended. */
const shapeOf = ({ request, requestBytes, answer, answerBytes }: Passed): string =>
  `${request.body.length} of ${requestBytes} → ${answer?.status ?? "nothing"}, ${answer?.body.length ?? 0} of ${answerBytes}`;

const CLASSES = [SIZE_CLASSES.slot, SIZE_CLASSES.read].map(({ request, response }) => `${request} → 200, ${response}`);

/** Every sealed exchange has the sizes of a class, and all of one class are alike, heads included. */
function requireClasses(passed: readonly Passed[]): void {
  const classes = passed.map(({ request, answer }) => {
    return `${request.body.length} → ${answer?.status ?? "nothing"}, ${answer?.body.length ?? 0}`;
  });
  expect([...new Set(classes)].sort()).toEqual([...CLASSES].sort());
  expect(new Set(passed.map(shapeOf)).size).toBe(CLASSES.length);
}

/** Of what is not sealed: equal for everybody, asked for without a word about who asks. */
const EQUAL_FOR_ALL =
  /^\/(?:(?:assets|fonts)\/[\w.-]+|[\w-]+\.(?:svg|html|txt|webmanifest)|v1\/(?:configuration|directory|logs\/(?:letters|directory|ledger)\/(?:checkpoint|tile\/[0-9x/.p]+|tile\/entries\/[0-9x/.p]+|documents\/\d+)))?$/;

function requireEqualForAll(passed: readonly Passed[]): void {
  for (const { request } of passed.filter((each) => !isSealed(each))) {
    const { method, path, rawHeaders, body } = request;
    // Members' pages are the board's: their browsers ask the relay first whether they may post.
    expect(["GET", "OPTIONS"]).toContain(method);
    if (method === "OPTIONS") expect(path).toBe("/v1/oblivious");
    else expect(path).toMatch(EQUAL_FOR_ALL);
    expect(body.length).toBe(0);
    for (const name of ["cookie", "authorization"]) expect(headerOf(rawHeaders, name), path).toBe("");
  }
}

/** All that is in the board's database, as text, bytes in hexadecimal. */
async function databaseText(): Promise<Buffer> {
  const { url, close } = await openEmbedded(join(application.dataFolder, "postgres"), "board");
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(
        `select t::text as text from ${client.escapeIdentifier(name)} t`,
      );
      texts.push(name, ...rows.map(({ text }) => text));
    }
    expect(tables.length).toBeGreaterThan(10);
    return Buffer.from(texts.join("\n"));
  } finally {
    await client.end();
    await close();
  }
}

async function logSize(): Promise<number> {
  const checkpoint = await (await fetch(`${application.board}/v1/logs/letters/checkpoint`)).text();
  return Number(checkpoint.split("\n")[1]);
}

async function advisorPhrase(): Promise<string> {
  return (await application.members()).find(({ team }) => team === SMALL_SIGNAL.team)?.phrase ?? "";
}

/** Comes back with the codename, and waits until its signal is there. */
async function follow(page: Page, words: readonly string[]): Promise<void> {
  await comeBack(page, application.relay, words, silently(page));
  await page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor();
}

let codename: readonly string[] = [];

test(
  "slots: relay and board apart, a signal is written, answered and followed, and both legs carry sizes of the classes alone",
  { timeout: 240_000 },
  async () => {
    const writing = await open();
    const words = await writeSignal(
      writing.page,
      application,
      { ...SMALL_SIGNAL, title: TITLE, facts: FACTS },
      silently(writing.page),
    );
    await typeBackAndSend(writing.page, words, silently(writing.page));
    codename = words;

    const following = await open();
    await follow(following.page, words);
    const desk = await open(WIDE);
    await signIn(desk.page, application.board, await advisorPhrase(), silently(desk.page));
    await expect.poll(() => queueOn(desk.page), { timeout: 20_000 }).toContain(TITLE);
    await openCase(desk.page, TITLE, silently(desk.page));
    await reply(desk.page, ANSWER, silently(desk.page));
    await following.page.getByText(ANSWER).waitFor();
    await following.page.getByLabel("Uw bericht").fill(MORE);
    await following.page.getByRole("button", { name: "Bericht sturen", exact: true }).click();
    await following.page.getByText("Uw bericht is verstuurd.").waitFor();
    await desk.page.getByText(MORE).waitFor();
    const visits = [writing, following, desk];
    expect(visits.flatMap(({ complaints }) => complaints)).toEqual([]);
    for (const { context } of visits) await context.close();

    // What left when its page was closed has no answer.
    const whole = (leg: Leg): Passed[] => leg.passed.filter(({ answer }) => answer !== null);
    const sealedAt = (leg: Leg): Passed[] => whole(leg).filter(isSealed);
    const isOfMember = ({ request }: Passed): boolean => headerOf(request.rawHeaders, "origin") === application.board;
    requireClasses(sealedAt(front).filter((each) => !isOfMember(each)));
    const members = sealedAt(front).filter(isOfMember);
    expect(new Set(members.map(shapeOf)).size).toBe(1);
    requireClasses(sealedAt(back));
    // The relay says the same of everybody.
    expect(new Set(sealedAt(back).map(({ request }) => JSON.stringify(request.rawHeaders))).size).toBe(CLASSES.length);
    for (const leg of [front, back]) requireEqualForAll(whole(leg));

    const posted = sealedAt(front).map(({ request }) => sealed().open(request.body).path);
    expect(posted.filter((path) => BURSTS.test(path))).toHaveLength(3);
    expect(posted.filter((path) => DUMMIES.test(path)).length).toBeGreaterThan(10);

    const secrets = [VISITOR, AGENT, TITLE, FACTS, ANSWER, MORE, words.join(" "), words.slice(0, 3).join(" ")];
    expect(findPlainCanaries(Buffer.from(application.output), secrets)).toEqual([]);
    expect(findPlainCanaries(await databaseText(), secrets)).toEqual([]);
    // What the board could have known of a visitor is what the relay says of itself.
    const heads = Buffer.from(JSON.stringify(back.passed.map(({ request }) => request.rawHeaders)));
    expect(findPlainCanaries(heads, [...secrets, "kwartsbrowser", "Chrome", "nl-NL", application.board])).toEqual([]);
  },
);

const isSlot = ({ method, path, body }: Carried): boolean =>
  method === "POST" && path === "/v1/oblivious" && body.length === SIZE_CLASSES.slot.request;

/** Of one visitor whose slots leave when a test says that their moment has come. Others may not come this way meanwhile. */
class Moments {
  readonly #page: Page;
  readonly #from = front.arrived.length;
  #count = 0;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Until a page knows what to seal to it has no schedule. */
  static async of(page: Page): Promise<Moments> {
    const moments = new Moments(page);
    await untilPlanned(page);
    // A browser that asks somebody at each request does not let one page write to another's origin by itself.
    await page.context().unrouteAll();
    return moments;
  }

  /** A browser sends a request once more by itself where the connection breaks before there is an answer: the same bytes. */
  slots(): Carried[] {
    const slots = front.arrived.slice(this.#from).filter(isSlot);
    return [...new Map(slots.map((slot) => [slot.body.toString("base64"), slot])).values()];
  }

  get count(): number {
    return this.#count;
  }

  async #left(count: number): Promise<void> {
    this.#count += count;
    await expect.poll(() => this.slots().length, { timeout: 10_000 }).toBe(this.#count);
  }

  /** At the next one something leaves, and one thing. @param how alone: there is nobody who answers */
  async pass({ isAlone = false } = {}): Promise<void> {
    expect(await nextSlot(this.#page, SLOT)).toBe(1);
    await this.#left(1);
    if (!isAlone) await this.still();
  }

  /** Nothing has left since. What did would have come by before this question. */
  async still(): Promise<void> {
    await this.#page.evaluate(
      `fetch("${application.relay}/v1/configuration", { mode: "no-cors" }).then(() => null, () => null)`,
    );
    expect(this.slots()).toHaveLength(this.#count);
  }
}

async function openHeld(viewport = NARROW): Promise<WatchedPage> {
  const visit = await open(viewport);
  await holdSlots(visit.context);
  return visit;
}

const RIGHT_AWAY = "Vertrekt binnen 2 seconden. Laat deze pagina open.";
const AGAIN = "Er kwam geen antwoord. Het vertrekt binnen 2 seconden nog eens, en komt één keer aan.";

/** Bytes of each slot on the wire, in order, and of each answer. */
async function shapesSince(from: number, count: number): Promise<string[]> {
  const shapes = (): string[] =>
    front.passed
      .slice(from)
      .filter(({ request }) => isSlot(request))
      .map(shapeOf);
  await expect.poll(() => shapes().length, { timeout: 10_000 }).toBe(count);
  return shapes();
}

/** Types the codename back, up to where the card waits for its slot. */
async function sendTyped(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: "Ik heb ze opgeschreven" }).click();
  await page.getByLabel("Alle zeven woorden").fill(words.join(" "));
  await page.getByRole("button", { name: "Versturen", exact: true }).click();
  await page.getByText("Uw pas of kaart wordt ingewisseld. Dat vertrekt binnen 2 seconden.").waitFor();
}

test("slots: something leaves at each moment and nothing in between, whatever is done on the page, which says what waits", async () => {
  const { page, context } = await openHeld();
  const before = front.passed.length;
  let moments: Moments | undefined;
  const manner: Manner = {
    ...silently(page),
    // Along the way, a moment a page.
    onPage: async (name) => {
      if (name === "home") return;
      moments ??= await Moments.of(page);
      await moments.pass();
    },
  };
  const words = await writeSignal(page, application, SMALL_SIGNAL, manner);
  if (moments === undefined) throw new Error("nothing ever left");
  const writing: Moments = moments;
  await sendTyped(page, words);
  await page.getByText("Deze pagina verstuurt om de 2 seconden iets, ook als u niets doet.").waitFor();
  await writing.still();
  await writing.pass();
  await page.getByText(RIGHT_AWAY).waitFor();
  await writing.still();
  await writing.pass();
  await page.getByRole("heading", { level: 1, name: "Uw signaal is bewaard" }).waitFor();
  await page.getByText(/kunnen het lezen vanaf \d\d\.\d\d/u).waitFor();
  await writing.still();
  await writing.pass();
  const seen = await shapesSince(before, writing.count);
  await context.close();
  const posted = writing.slots().map(({ body }) => sealed().open(body).path);
  expect(posted.filter((path) => !DUMMIES.test(path))).toHaveLength(2);

  // Whoever sends nothing looks the same.
  const idle = await openHeld();
  const idleBefore = front.passed.length;
  await startWriting(idle.page, application.relay, silently(idle.page));
  const idling = await Moments.of(idle.page);
  while (idling.count < writing.count) await idling.pass();
  expect(await shapesSince(idleBefore, idling.count)).toEqual(seen);
  await idle.context.close();
});

test("slots: an advisor's leave in the same way, from the board's page to the relay", async () => {
  const { page, context } = await openHeld(WIDE);
  await signIn(page, application.board, await advisorPhrase(), silently(page));
  const moments = await Moments.of(page);
  await openCase(page, TITLE, silently(page));
  await page.getByLabel("Uw antwoord").fill("Vrijdag weten wij meer.");
  await moments.pass();
  await page.getByRole("button", { name: "Antwoord sturen" }).click();
  await page.getByText(RIGHT_AWAY).waitFor();
  await moments.still();
  await moments.pass();
  await page.getByText(/Uw bericht is bewaard\. .*vanaf \d\d\.\d\d/u).waitFor();
  await page.locator(".ts-say").filter({ hasText: "Vrijdag weten wij meer." }).waitFor();
  await moments.still();
  await moments.pass();
  expect(new Set(moments.slots().map(({ rawHeaders }) => JSON.stringify(rawHeaders))).size).toBe(1);
  const posted = moments.slots().map(({ body }) => sealed().open(body).path);
  expect(posted.filter((path) => !DUMMIES.test(path))).toHaveLength(1);
  await context.close();
});

test("slots: a signal whose card and whose own answer are lost takes two slots more, and is there once", async () => {
  const { page, context } = await openHeld();
  const words = await writeSignal(page, application, SMALL_SIGNAL, silently(page));
  const before = await settledSize();
  const moments = await Moments.of(page);
  await sendTyped(page, words);
  for (const path of [EXCHANGES, BURSTS]) {
    harm(front, (request, pass) => pass(request).then(() => null), path);
    await moments.pass();
    await page.getByText(AGAIN).waitFor();
    await moments.still();
    await moments.pass();
    if (path === EXCHANGES) await page.getByText(RIGHT_AWAY).waitFor();
  }
  await page.getByRole("heading", { level: 1, name: "Uw signaal is bewaard" }).waitFor();
  expect(await settledSize()).toBe(before + 5);
  await context.close();
});

/** One who follows, for all that can go wrong with what they send. */
let follower: { readonly page: Page; readonly moments: Moments } | undefined;
let sentBefore = 0;

async function following(): Promise<NonNullable<typeof follower>> {
  if (follower !== undefined) return follower;
  const { page } = await openHeld();
  await follow(page, codename);
  sentBefore = await settledSize();
  return (follower = { page, moments: await Moments.of(page) });
}

/** Once nothing more is to come. */
async function settledSize(): Promise<number> {
  let before = -1;
  await expect
    .poll(
      async () => {
        const last = before;
        before = await logSize();
        return before === last;
      },
      // More than the interval of the log.
      { interval: 2_500, timeout: 30_000 },
    )
    .toBe(true);
  return before;
}

const said: string[] = [];

/** Up to where it waits for its slot. */
async function write(page: Page, text: string): Promise<void> {
  said.push(text);
  await page.getByLabel("Uw bericht").fill(text);
  await page.getByRole("button", { name: "Bericht sturen", exact: true }).click();
  await page.getByText(RIGHT_AWAY).waitFor();
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

test("slots: one whose answer takes long holds up nothing, and is not sent twice", async () => {
  const { page, moments } = await following();
  await write(page, "Dit duurt lang.");
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  harm(front, (request, pass) => held.then(() => pass(request)));
  for (let i = 0; i < 3; i++) await moments.pass();
  expect(await page.getByText(RIGHT_AWAY).count()).toBe(1);
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
  await page.getByText(RIGHT_AWAY).waitFor();
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

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Client } from "pg";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SIZE_CLASSES } from "#crypto";
import { openEmbedded } from "../../server/database/index.ts";
import { openCase, queueOn, reply, signIn } from "./advisor.ts";
import { AGENT, openApart, VISITOR } from "./apart.ts";
import { findPlainCanaries } from "./canary.ts";
import type { Leg, Passed } from "./leg.ts";
import { isSlot, LEAVES, Moments, sendTyped } from "./moments.ts";
import { WIDE } from "./page.ts";
import { BURSTS, DUMMIES } from "./sealed.ts";
import { plainly, SMALL_SIGNAL, startWriting, typeBackAndSend, writeSignal, type Manner } from "./submitter.ts";

// The whole way, with the relay in a process of its own and somebody who watches the cable on both sides of it.

const TITLE = "Het zilverdistelbesluit kan niet zo";
const FACTS = "Elf dagen lag het zilverdistelbesluit op de mat.";
const ANSWER = "Wij zoeken het uit bij de purperen balie.";
const MORE = "De okeren map ligt er ook nog.";

const way = openApart();
const { application, sealed, front, back, open, openHeld, follow, advisorPhrase } = way;

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

test(
  "slots: relay and board apart, a signal is written, answered and followed, and both legs carry sizes of the classes alone",
  { timeout: 240_000 },
  async () => {
    const writing = await open();
    const words = await writeSignal(writing.page, application, { ...SMALL_SIGNAL, title: TITLE, facts: FACTS });
    await typeBackAndSend(writing.page, words);

    const following = await open();
    await follow(following.page, words);
    const desk = await open(WIDE);
    await signIn(desk.page, application.board, await advisorPhrase());
    await expect.poll(() => queueOn(desk.page), { timeout: 20_000 }).toContain(TITLE);
    await openCase(desk.page, TITLE);
    await reply(desk.page, ANSWER);
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

test("slots: something leaves at each moment and nothing in between, whatever is done on the page, which says what waits", async () => {
  const { page, context } = await openHeld();
  const before = front.passed.length;
  let moments: Moments | undefined;
  const manner: Manner = {
    ...plainly,
    // Along the way, a moment a page.
    onPage: async (name) => {
      if (name === "home") return;
      moments ??= await Moments.of(page, way);
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
  await page.getByText(LEAVES).waitFor();
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
  await startWriting(idle.page, application.relay, plainly);
  const idling = await Moments.of(idle.page, way);
  while (idling.count < writing.count) await idling.pass();
  expect(await shapesSince(idleBefore, idling.count)).toEqual(seen);
  await idle.context.close();
});

test("slots: an advisor's leave in the same way, from the board's page to the relay", async () => {
  const { page, context } = await openHeld(WIDE);
  await signIn(page, application.board, await advisorPhrase());
  const moments = await Moments.of(page, way);
  await openCase(page, TITLE);
  await page.getByLabel("Uw antwoord").fill("Vrijdag weten wij meer.");
  await moments.pass();
  await page.getByRole("button", { name: "Antwoord sturen" }).click();
  await page.getByText(LEAVES).waitFor();
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

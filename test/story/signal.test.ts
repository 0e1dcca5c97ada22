// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCase, queueOn, reply, signIn } from "./advisor.ts";
import { Application, type DemoMember } from "./application.ts";
import { findCanaries } from "./canary.ts";
import { launchChromium } from "./chromium.ts";
import { openPage, requireAccessible, tracesOf, WIDE, NARROW, type WatchedPage } from "./page.ts";
import { decodePass, SIZE_CLASSES } from "#crypto";
import { savePass, signInEmployee, takePass } from "./employee.ts";
import { BURSTS, DUMMIES, EXCHANGES, BUNDLES, Sealed } from "./sealed.ts";
import { comeBack, carefully, typeBackAndSend, writeSignal } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// The main thing, from beginning to end, by two people on devices of their own: every visit is a new browser profile.

const SIGNAL = {
  title: "Vijf werkdagen zijn in de uitvoering niet haalbaar bij kwartsgroene dossiers",
  facts: "Op het loket lagen in juni veertienhonderd zilverdistel-aanvragen langer dan vijf dagen.",
  judgement: "Dit gaat mis: niemand telde de tweede kalkoenentoets mee.",
  team: "Team Oost",
};
const ANSWER = "Dank u wel. Staat die tweede toets ergens in het purperen draaiboek?";
const MORE = "Ja, in bijlage drie van het okeren draaiboek.";
const CANARIES = ["kwartsgroene", "zilverdistel-aanvragen", "kalkoenentoets", "purperen draaiboek", "okeren draaiboek"];

const traffic = new Traffic();
const atWorkTraffic = new Traffic();
const application = new Application({ SEQUENCE_INTERVAL_MS: "4000" });
let browser: Browser;
let sealed: Sealed;
let members: readonly DemoMember[];
const visits: WatchedPage[] = [];

async function visit(viewport = WIDE): Promise<WatchedPage> {
  const opened = await openPage(browser, traffic, viewport);
  visits.push(opened);
  return opened;
}

const memberOf = (team: string): DemoMember => {
  const found = members.find((member) => member.team === team);
  if (found === undefined) throw new Error(`the demo has nobody in ${team}`);
  return found;
};

beforeAll(async () => {
  await application.start();
  sealed = await Sealed.of(application);
  browser = await launchChromium();
  members = await application.members();
});

afterAll(async () => {
  await browser.close();
  await application.close();
});

test(
  "story: a signal is read by the team it was sent to, answered, and followed with nothing but a codename",
  { timeout: 300_000 },
  async () => {
    const advisor = memberOf("Team Oost");
    const employee = "Fatima el Amrani";
    const atWork = await openPage(browser, atWorkTraffic);
    await signInEmployee(atWork.page, application.issuer, employee);
    await takePass(atWork.page);
    const file = await savePass(atWork.page);
    await atWork.context.close();

    // At home, on a device of one's own: a fresh browser that has nothing but the file.
    const writing = await visit();
    const words = await writeSignal(writing.page, application, SIGNAL, carefully(writing.page), file);
    expect(words).toHaveLength(7);
    await typeBackAndSend(writing.page, words);
    const codename = words.join(" ");
    expect(await tracesOf(writing)).not.toContain(words[0]);

    // Killed without warning after the promise: what was accepted is in the log after the next start.
    await application.restart("SIGKILL");

    const following = await visit(NARROW);
    await comeBack(following.page, application.relay, words);
    await following.page.getByRole("heading", { name: `Uw signaal ligt bij ${SIGNAL.team}` }).waitFor();
    await following.page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor();
    expect(await following.page.locator("main").innerText()).toContain(SIGNAL.facts);
    await requireAccessible(following.page);
    await following.page.getByText("Bekijk het bewijs").click();
    await requireAccessible(following.page);

    const desk = await visit();
    await signIn(desk.page, application.board, advisor.phrase);
    expect(await queueOn(desk.page)).toEqual([SIGNAL.title]);
    await openCase(desk.page, SIGNAL.title);
    expect(await desk.page.locator("main").innerText()).toContain(SIGNAL.judgement);
    await reply(desk.page, ANSWER);

    const others = await visit(NARROW);
    await signIn(others.page, application.board, memberOf("Team West").phrase);
    expect(await queueOn(others.page)).toEqual([]);

    await application.restart("SIGTERM");
    // Signal and answer; who comes back sooner sees the answer at the next look.
    const checkpoint = async (): Promise<string> =>
      (await fetch(`${application.board}/v1/logs/letters/checkpoint`)).text();
    await expect.poll(checkpoint, { timeout: 30_000 }).toContain("\n10\n");

    const again = await visit();
    await comeBack(again.page, application.relay, words);
    await again.page.getByRole("heading", { name: `${advisor.name} heeft u geschreven` }).waitFor();
    await again.page.getByText(ANSWER).waitFor();
    await again.page.getByLabel("Uw bericht").fill(MORE);
    await again.page.getByRole("button", { name: "Bericht sturen", exact: true }).click();
    await again.page.getByText("Verstuurd, nog niet zichtbaar").waitFor();
    await requireAccessible(again.page);
    await again.page.getByText("Verstuurd, nog niet zichtbaar").waitFor({ state: "detached" });

    await desk.page.getByRole("button", { name: "Opnieuw kijken" }).click();
    await desk.page.getByText(MORE).waitFor();
    await desk.page.getByRole("button", { name: "Uitloggen" }).click();
    await desk.page.getByRole("heading", { level: 1, name: "Inloggen" }).waitFor();

    for (const page of [following, again]) {
      const traces = await tracesOf(page);
      for (const word of words) expect(traces).not.toContain(word);
    }
    const secrets = [...CANARIES, codename, words.slice(0, 6).join(" ")];
    await requireNothingLeaked(secrets, [employee, "elamrani", "medewerker-20417"]);
    requireUnlinked(file);
  },
);

/** Every different line once: most say that something was answered. */
const printed = (): Buffer => Buffer.from([...new Set(application.output.split("\n"))].join("\n"));

/** @param names of who took the pass, which their employer's provider and the issuer know */
async function requireNothingLeaked(secrets: readonly string[], names: readonly string[]): Promise<void> {
  // While the program was not there its slots got no answer, which the browser itself reports.
  const complaints = visits.flatMap((visited) => visited.complaints);
  expect(complaints.filter((text) => !text.includes("net::ERR_CONNECTION_"))).toEqual([]);
  expect(traffic.origins()).toEqual([application.relay, application.board].sort());
  const phrases = members.map(({ phrase }) => phrase);
  expect(await traffic.leaks([...secrets, ...names, ...phrases], sealed)).toEqual([]);
  const insides = traffic.insides(sealed);
  const bursts = insides.filter(({ path }) => BURSTS.test(path));
  expect(bursts.map(({ content }) => content.length)).toEqual([40_960, 40_960, 40_960]);
  const known = [BURSTS, BUNDLES, EXCHANGES, DUMMIES];
  expect(insides.filter(({ path }) => !known.some((each) => each.test(path)))).toEqual([]);
  // Slots apart, nothing is large enough to hold what was written.
  const sizes = new Set(traffic.bodies().map(({ length }) => length));
  expect([...sizes].filter((size) => size > 10_000)).toEqual([SIZE_CLASSES.slot.request]);
  // The one cookie is the desk's, where members are known and read, and nothing sealed carries it.
  const isOfMembers = (name: string): boolean => / \/v1\/desk\/|^GET \/v1\/logs\/letters\/bundles\//.test(name);
  expect((await traffic.withCookie()).filter((name) => !isOfMembers(name))).toEqual([]);
  // The demo prints the phrases of its members.
  expect(findCanaries(printed(), [...secrets, ...names])).toEqual([]);
  for (const file of filesBelow(application.dataFolder)) {
    const bytes = readFileSync(file);
    for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false);
  }
}

/** What was said at work and what was said at home have nothing in common but the pass's key. */
function requireUnlinked(file: Uint8Array): void {
  const { pass, credential } = decodePass(file);
  const secrets = [pass, credential].flatMap((token) => (token === null ? [] : [token.nonce, token.authenticator]));
  expect(secrets).toHaveLength(4);
  for (const secret of secrets) {
    for (const body of atWorkTraffic.bodies()) expect(body.includes(Buffer.from(secret))).toBe(false);
    for (const path of filesBelow(application.dataFolder)) {
      expect(readFileSync(path).includes(Buffer.from(secret)), path).toBe(false);
    }
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

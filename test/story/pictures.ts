// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { closeCase, markSeen, openCase, reply, signIn } from "./advisor.ts";
import { Application, type DemoMember } from "./application.ts";
import { launchChromium } from "./chromium.ts";
import { makeCards, signInCouncil } from "./council.ts";
import type { SignerRole } from "#crypto";
import { signInEmployee, takePass } from "./employee.ts";
import { acceptInvitation, inviteMember, listAccepted, openOwnKeys } from "./founding.ts";
import { withMouse } from "./hands.ts";
import { propose, sign, signInSigner } from "./signer.ts";
import { speechOf } from "./speech.ts";
import { comeBack, typeBackAndSend, writeSignal, type Manner } from "./submitter.ts";

// Pictures of every page as people see them, for the README and for whoever changes a page: docs/pictures.

const FOLDER = fileURLToPath(new URL("../../docs/pictures", import.meta.url));

const LOOKS = [
  { name: "nl-light-1280", language: "nl", viewport: { width: 1280, height: 900 }, colorScheme: "light", scale: 0.6 },
  { name: "nl-dark-390", language: "nl", viewport: { width: 390, height: 844 }, colorScheme: "dark", scale: 1 },
  { name: "en-light-390", language: "en", viewport: { width: 390, height: 844 }, colorScheme: "light", scale: 1 },
] as const;
/** Of what people do with keys only: whoever holds a ceremony looks for their own screen. */
const KEYS_LOOK = {
  name: "en-dark-1280",
  language: "en",
  viewport: { width: 1280, height: 900 },
  colorScheme: "dark",
  scale: 0.6,
} as const;
type Look = (typeof LOOKS)[number] | typeof KEYS_LOOK;

const SIGNALS = {
  nl: {
    title: "Eén termijn van vijf werkdagen is in de uitvoering niet haalbaar",
    facts:
      "In juni schreven drie loketten hoe lang een aanvraag met een tweede toets duurt:\n- twee loketten elf dagen\n- één loket **twaalf** dagen\n\nIn het voorstel staat dat niet.",
    judgement: "Met de mensen die er nu zijn, halen we twaalf dagen.",
    more: {
      "Uw voorstel": "Twee termijnen: vijf werkdagen, en tien als er een tweede toets nodig is.",
      "Wat vraagt u?": "Weeg dit voorstel voordat het besluit valt.",
      "Deze tekst mag omhoog": "Een collega uit de uitvoering vraagt om twee termijnen.",
    },
    answer:
      "Dank u wel. Twee vragen:\n1. Hield de planning al rekening met de tweede toets?\n2. Sinds wanneer duurt het **twaalf** dagen?",
    reasons: "De tweede termijn komt er vanaf april. Voor aanvragen zonder toets blijft het vijf dagen.",
  },
  en: {
    title: "One term of five working days cannot be met in execution",
    facts:
      "In June three desks wrote how long an application with a second check takes:\n- two desks eleven days\n- one desk **twelve** days\n\nThe proposal does not say so.",
    judgement: "With the people there are now we make it in twelve days.",
    more: {
      "Uw voorstel": "Two terms: five working days, and ten where a second check is needed.",
      "Wat vraagt u?": "Weigh this proposal before the decision falls.",
      "Deze tekst mag omhoog": "A colleague in execution asks for two terms.",
    },
    answer:
      "Thank you. Two questions:\n1. Did the planning allow for the second check?\n2. Since when does it take **twelve** days?",
    reasons: "The second term comes in April. Without a check it stays five days.",
  },
} as const;
const MORE = { team: "Team Oost", excluded: "Saskia de Wit", decisionDate: "2027-01-14" };

/** WebP, and wide pages at three fifths: small enough to keep, large enough to read. */
async function take(page: Page, name: string, look: Look): Promise<void> {
  await page.evaluate("window.scrollTo(0, 0)");
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  const height = await page.evaluate<number>("document.documentElement.scrollHeight");
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width: look.viewport.width, height, scale: look.scale };
  const options = { format: "webp", quality: 30, captureBeyondViewport: true, clip } as const;
  const { data } = await session.send("Page.captureScreenshot", options);
  await session.detach();
  writeFileSync(join(FOLDER, `${name}-${look.name}.webp`), Buffer.from(data, "base64"));
}

function mannerOf(page: Page, look: Look): Manner {
  return { hands: withMouse, say: speechOf(look.language), onPage: (name) => take(page, name, look) };
}

async function visit(browser: Browser, look: Look, work: (page: Page, manner: Manner) => Promise<void>): Promise<void> {
  const { viewport, colorScheme } = look;
  const context = await browser.newContext({ viewport, colorScheme, locale: "nl-NL", reducedMotion: "reduce" });
  const page = await context.newPage();
  await work(page, mannerOf(page, look));
  await context.close();
}

/** What was sent is in the log, and another visit finds it. */
async function untilVisible(page: Page, { say }: Manner): Promise<void> {
  const waiting = page.getByText(say("Verstuurd, nog niet zichtbaar"));
  while ((await waiting.count()) > 0) await page.waitForTimeout(200);
}

const PUBLIC_PAGES = [
  "Zo werkt het",
  "Onze gedragslijn",
  "Het logboek",
  "Wat we niet kunnen beschermen",
  "Toegankelijkheid",
  "Privacy",
];
const NAMES = ["public-how", "public-code", "public-log", "public-limits", "public-access", "public-privacy"];

async function takePublic(page: Page, application: Application, { hands, say, onPage }: Manner): Promise<void> {
  await page.goto(application.relay);
  if (say("Verder") !== "Verder") await hands(page).press("English");
  for (const [i, name] of PUBLIC_PAGES.entries()) {
    await page
      .locator("#menu")
      .getByRole("button", { name: say(name), exact: true })
      .click();
    await page.waitForLoadState("networkidle");
    if (name === "Onze gedragslijn" || name === "Het logboek") await page.locator(".ts-clauses").waitFor();
    await onPage(NAMES[i] ?? name);
  }
  await page.goto(`${application.relay}/demo.html`);
  if (say("Verder") !== "Verder") await hands(page).press("English");
  await page
    .getByText(say("Vier vertrouwenspersonen in twee teams, en het lid van de ondernemingsraad dat kaarten maakt"))
    .waitFor();
  await onPage("demo");
}

async function takeErrors(page: Page, application: Application, manner: Manner): Promise<void> {
  const { hands, say, onPage } = manner;
  const silent = { ...manner, onPage: () => Promise.resolve() };
  await comeBack(page, application.relay, ["appel", "boom", "citroenn", "dorp", "ezel", "fiets", "weg"], silent);
  await page.locator(".ts-error").first().waitFor();
  await onPage("codename-mistyped");
  await page.goto(application.relay);
  if (say("Verder") !== "Verder") await hands(page).press("English");
  await hands(page).press(say("Een signaal geven"));
  await page.getByRole("heading", { level: 1, name: say("Geef eerst uw pas of kaart") }).waitFor();
  await hands(page).press(say("Verder"));
  await onPage("write-missing");
}

/** Somebody joins a team, and two of the three who sign put them on the list. */
async function takeCeremony(browser: Browser, application: Application, look: Look): Promise<void> {
  const silent = (manner: Manner): Manner => ({ ...manner, onPage: () => Promise.resolve() });
  const name = "Fatima Kaya";
  const asSigner = (role: SignerRole, work: (page: Page, manner: Manner) => Promise<void>): Promise<void> =>
    visit(browser, look, async (page, manner) => {
      await signInSigner(page, application.board, await application.signerPhrase(role), silent(manner));
      await work(page, manner);
    });
  let code = "";
  await visit(browser, look, async (page, manner) => {
    await signInSigner(page, application.board, await application.signerPhrase("officer"), manner);
    code = await inviteMember(page, { name, group: "Team West" }, manner);
  });
  await visit(browser, look, async (page, manner) => {
    await acceptInvitation(page, application.board, code, manner);
  });
  const maker = (await application.members()).find((member) => member.name === "Saskia de Wit");
  await visit(browser, look, async (page, manner) => {
    await openOwnKeys(page, application.board, maker?.phrase ?? "", manner);
    const make = manner.say("Maak een nieuwe sleutel voor {0}").replace("{0}", "Team West");
    await page.getByRole("button", { name: make }).click();
    await page.getByText(manner.say("U hebt de sleutel van nu, en maakte de volgende.")).waitFor();
  });
  await asSigner("officer", async (page, manner) => {
    await listAccepted(page, [name], manner);
    await propose(page, manner);
  });
  await asSigner("council", (page, manner) => sign(page, manner));
}

/** What comes before a signal: a pass for who signs in, or a card for everybody. */
async function takePassAndCards(browser: Browser, application: Application, look: Look): Promise<void> {
  await visit(browser, look, async (page, manner) => {
    await signInEmployee(page, application.issuer, "Fatima el Amrani", manner);
    await takePass(page, manner);
  });
  const council = (await application.members()).find(({ team }) => team === "Ondernemingsraad");
  if (council === undefined) throw new Error("the demo has nobody of the works council");
  await visit(browser, look, async (page, manner) => {
    await signInCouncil(page, application.board, council.phrase, manner);
    await makeCards(page, 250, manner);
  });
}

async function takeLook(browser: Browser, application: Application, look: Look, member: DemoMember): Promise<void> {
  const text = SIGNALS[look.language];
  const words: string[] = [];
  await visit(browser, look, async (page, manner) => {
    words.push(...(await writeSignal(page, application, { ...text, ...MORE }, manner)));
    await typeBackAndSend(page, words, manner);
  });
  await visit(browser, look, async (page, manner) => {
    await comeBack(page, application.relay, words, manner);
    await page.locator(".ts-time").waitFor();
    await take(page, "follow-waiting", look);
  });
  await visit(browser, look, async (page, manner) => {
    await signIn(page, application.board, member.phrase, manner);
    await openCase(page, text.title, manner);
    await markSeen(page, manner);
    await reply(page, text.answer, manner);
    await untilVisible(page, manner);
  });
  await visit(browser, look, async (page, manner) => {
    await comeBack(page, application.relay, words, { ...manner, onPage: () => Promise.resolve() });
    await page.getByText(manner.say("U kunt antwoorden")).waitFor();
    await take(page, "follow-answered", look);
  });
  await visit(browser, look, async (page, manner) => {
    const silent = { ...manner, onPage: () => Promise.resolve() };
    await signIn(page, application.board, member.phrase, silent);
    await openCase(page, text.title, silent);
    await closeCase(page, "Deels overgenomen", text.reasons, manner);
    await untilVisible(page, manner);
  });
  await visit(browser, look, async (page, manner) => {
    await comeBack(page, application.relay, words, { ...manner, onPage: () => Promise.resolve() });
    await page.getByRole("heading", { level: 1, name: manner.say("Uw signaal is afgesloten") }).waitFor();
    await take(page, "follow-closed", look);
  });
  await takePassAndCards(browser, application, look);
  await takeCeremony(browser, application, look);
  await visit(browser, look, (page, manner) => takePublic(page, application, manner));
  await visit(browser, look, (page, manner) => takeErrors(page, application, manner));
}

mkdirSync(FOLDER, { recursive: true });
for (const file of readdirSync(FOLDER)) rmSync(join(FOLDER, file));
const browser = await launchChromium();

/** Everything of a look with a program of its own. */
async function withApplication(work: (application: Application) => Promise<void>): Promise<void> {
  const application = new Application();
  try {
    await application.start();
    await work(application);
  } finally {
    await application.close();
  }
}

try {
  for (const look of LOOKS) {
    await withApplication(async (application) => {
      const member = (await application.members()).find(({ team }) => team === MORE.team);
      if (member === undefined) throw new Error(`the demo has nobody in ${MORE.team}`);
      await takeLook(browser, application, look, member);
    });
  }
  await withApplication((application) => takeCeremony(browser, application, KEYS_LOOK));
} finally {
  await browser.close();
}

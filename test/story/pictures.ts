// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { openCase, reply, signIn } from "./advisor.ts";
import { Application } from "./application.ts";
import { launchChromium } from "./chromium.ts";
import { comeBack, typeBackAndSend, writeSignal } from "./submitter.ts";

// Pictures of every page as people see them, for the README and for whoever changes a page: docs/pictures.

const FOLDER = fileURLToPath(new URL("../../docs/pictures", import.meta.url));

const LOOKS = [
  { name: "light-1280", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "dark-390", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;
type Look = (typeof LOOKS)[number];

const SIGNAL = {
  title: "Eén termijn van vijf werkdagen is in de uitvoering niet haalbaar",
  facts:
    "In juni schreven drie loketten dat een aanvraag met een tweede toets nu elf dagen duurt.\n\nIn het voorstel staat dat niet.",
  judgement: "Met de mensen die er nu zijn, halen we twaalf dagen.",
  team: "Team Oost",
};

async function openPage(browser: Browser, { viewport, colorScheme }: Look): Promise<Page> {
  const context = await browser.newContext({ viewport, colorScheme, locale: "nl-NL", reducedMotion: "reduce" });
  return context.newPage();
}

async function take(page: Page, name: string, look: Look): Promise<void> {
  await page.evaluate("window.scrollTo(0, 0)");
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  await page.screenshot({ path: `${FOLDER}/${name}-${look.name}.png`, fullPage: true });
}

async function takeSubmitter(browser: Browser, application: Application, look: Look): Promise<string[]> {
  const page = await openPage(browser, look);
  const words = await writeSignal(page, application.relay, SIGNAL, (step) => take(page, step, look));
  await typeBackAndSend(page, words, (step) => take(page, step, look));
  await page.context().close();
  return words;
}

async function takeDesk(browser: Browser, application: Application, look: Look): Promise<void> {
  const page = await openPage(browser, look);
  const member = (await application.members()).find(({ team }) => team === SIGNAL.team);
  await page.goto(application.board);
  await take(page, "desk-sign-in", look);
  await signIn(page, application.board, member?.phrase ?? "");
  await take(page, "desk-queue", look);
  await openCase(page, SIGNAL.title);
  await reply(page, "Dank u wel. Weet u of de planning al rekening hield met de tweede toets?");
  await take(page, "desk-case", look);
  await page.context().close();
}

async function takeFollowing(
  browser: Browser,
  application: Application,
  look: Look,
  words: readonly string[],
  name: string,
): Promise<void> {
  const page = await openPage(browser, look);
  await comeBack(page, application.relay, words);
  await page.getByText("Deze pagina heeft dat zelf nagerekend").waitFor();
  await take(page, name, look);
  await page.context().close();
}

async function takeRest(browser: Browser, application: Application, look: Look): Promise<void> {
  const page = await openPage(browser, look);
  await comeBack(page, application.relay, ["appel", "boom", "citroenn", "dorp", "ezel", "fiets", "weg"]);
  await page.getByText("staat niet in de lijst").first().waitFor();
  await take(page, "codename-mistyped", look);
  await page.goto(`${application.relay}/demo.html`);
  await page.getByText("Vier vertrouwenspersonen").waitFor();
  await take(page, "demo", look);
  await page.context().close();
}

mkdirSync(FOLDER, { recursive: true });
const browser = await launchChromium();
try {
  for (const look of LOOKS) {
    const application = new Application();
    try {
      await application.start();
      const words = await takeSubmitter(browser, application, look);
      await takeFollowing(browser, application, look, words, "follow-waiting");
      await takeDesk(browser, application, look);
      await takeFollowing(browser, application, look, words, "follow-answered");
      await takeRest(browser, application, look);
    } finally {
      await application.close();
    }
  }
} finally {
  await browser.close();
}

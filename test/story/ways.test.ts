// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { beforeAll, expect, test } from "vitest";
import { closeCase, markSeen, openCase, reply, signIn } from "./advisor.ts";
import type { DemoMember } from "./application.ts";
import { withKeyboard } from "./hands.ts";
import { NARROW, openPage, requireAccessible, WIDE, type WatchedPage, type Window } from "./page.ts";
import { openStage } from "./stage.ts";
import { speechOf, type Language } from "./speech.ts";
import { comeBack, typeBackAndSend, writeSignal, type Manner } from "./submitter.ts";
import { textsOn } from "./texts.ts";
import { Traffic } from "./traffic.ts";

// The whole way with nothing but a keyboard, in both languages, on a phone's window and a desktop's.

const SIGNAL = {
  facts: "- Xq een.\n- Xq twee **Xq**",
  judgement: "Xq-oordeel.",
  team: "Team West",
  excluded: "Noor Haddad",
  decisionDate: "2027-01-14",
  more: {
    "Uw voorstel": "Xq-voorstel.",
    "Hoe gaat het nu in de praktijk?": "Xq-praktijk.",
    "Is het al eerder gezegd?": "Xq-geprobeerd.",
    "Wat vraagt u?": "Xq-vraag.",
    "Wat gebeurt er als er niets verandert?": "Xq-risico.",
    "Deze tekst mag omhoog": "Xq-omhoog.",
  },
};
const ANSWER = "Xq-antwoord:\n1. **Xq** een\n2. Xq twee";
const REASONS = "Xq-redenen.";

const { application, browser } = openStage({ SEQUENCE_INTERVAL_MS: "2000" });
let advisor: DemoMember | undefined;
/** Texts of every page, by language. */
const seen: Readonly<Record<Language, Map<string, Set<string>>>> = { nl: new Map(), en: new Map() };

beforeAll(async () => {
  advisor = (await application.members()).find(({ team }) => team === SIGNAL.team);
});

function mannerOf({ page }: WatchedPage, language: Language): Manner {
  return {
    hands: withKeyboard,
    say: speechOf(language),
    onPage: async (name) => {
      await requireAccessible(page);
      expect(await page.evaluate("document.documentElement.lang")).toBe(language);
      const texts = seen[language].get(name) ?? new Set();
      for (const text of await textsOn(page)) texts.add(text);
      seen[language].set(name, texts);
    },
  };
}

async function visit<T>(
  window: Window,
  language: Language,
  work: (visited: WatchedPage, manner: Manner) => Promise<T>,
): Promise<T> {
  const opened = await openPage(browser(), new Traffic(), window);
  const result = await work(opened, mannerOf(opened, language));
  expect(opened.complaints).toEqual([]);
  await opened.context.close();
  return result;
}

test.each<[Language, string, Window]>([
  ["nl", "a desktop", WIDE],
  ["en", "a desktop", WIDE],
  ["nl", "a phone", NARROW],
  ["en", "a phone", NARROW],
])("keyboard: the whole way in %s on %s", { timeout: 180_000 }, async (language, device, window) => {
  const title = `Xq ${language} ${device}`;
  const words = await visit(window, language, async ({ page }, manner) => {
    const drawn = await writeSignal(page, application, { ...SIGNAL, title }, manner);
    await typeBackAndSend(page, drawn, manner);
    return drawn;
  });
  await visit(window, language, async ({ page }, manner) => {
    await comeBack(page, application.relay, words, manner);
    await page.getByRole("heading", { level: 1, name: SIGNAL.team }).waitFor({ timeout: 30_000 });
    await page.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await manner.onPage("follow-waiting");
  });
  await visit(window, language, async ({ page }, manner) => {
    await signIn(page, application.board, advisor?.phrase ?? "", manner);
    await openCase(page, title, manner);
    await markSeen(page, manner);
    await reply(page, ANSWER, manner);
    await page.locator(".ts-say").filter({ hasText: "Xq twee" }).last().waitFor();
    await closeCase(page, "Deels overgenomen", REASONS, manner);
    const waiting = page.getByText(manner.say("Verstuurd, nog niet zichtbaar"));
    await expect.poll(() => waiting.count(), { timeout: 60_000 }).toBe(0);
  });
  await visit(window, language, async ({ page }, manner) => {
    await comeBack(page, application.relay, words, manner);
    await page.getByRole("heading", { level: 1, name: manner.say("Uw signaal is afgesloten") }).waitFor();
    await page.getByText(REASONS).first().waitFor();
    expect(await page.locator(".ts-say ol li strong").innerText()).toBe("Xq");
    await manner.onPage("follow-closed");
  });
});

/** Names, keys and words that are the same in both languages. */
const SAME = new Set(["Tegenspraak", "Privacy", "Menu", "Home", "End", "Enter", "Escape", "Ctrl"]);

test("language: no text of any page of the story is the same in both", async () => {
  const organisation = await (await fetch(`${application.board}/v1/directory`)).text();
  const isData = (text: string): boolean => {
    const words = text.match(/\p{L}{2,}/gu) ?? [];
    return words.every((word) => SAME.has(word) || organisation.includes(word)) || text.includes("Xq");
  };
  expect(seen.nl.size).toBeGreaterThan(20);
  expect([...seen.en.keys()].sort()).toEqual([...seen.nl.keys()].sort());
  const same = [...seen.nl].flatMap(([name, texts]) =>
    [...texts]
      .filter((text) => seen.en.get(name)?.has(text) === true && !isData(text))
      .map((text) => `${name}: ${text}`),
  );
  expect(same).toEqual([]);
});

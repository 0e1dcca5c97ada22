// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { parsePassFile, parsePassText, PASS_BYTES, passText } from "#crypto";
import { openVault, teamShown } from "../bench/chromium.ts";
import { signalText } from "../signal.ts";
import { readCode } from "./code.ts";
import { savePass, signInEmployee, takePass, visitPasses } from "./employee.ts";
import { withKeyboard } from "./hands.ts";
import { NARROW, openPage, requireAccessible, tracesOf, WIDE } from "./page.ts";
import { speechOf, type Language } from "./speech.ts";
import { openStage } from "./stage.ts";
import { carefully, type Manner } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// An employee takes a pass: a proof that nobody recognises later.

const FATIMA = "Fatima el Amrani";
const JEROEN = "Jeroen Kuipers";
const LOTTE = "Lotte Vermeer";

const { application, browser } = openStage();

const keyboard = (page: Page, language: Language): Manner => ({
  ...carefully(page),
  hands: withKeyboard,
  say: speechOf(language),
});

/** Sends a signal with a pass, as somebody would from home on another day. */
async function spend(file: Uint8Array): Promise<void> {
  const vault = await openVault(browser(), application.relay);
  await vault.start("writer");
  await vault.keepSlots("writer");
  const { result: codename } = await vault.ask<string[]>("writer", "drawCodename", { language: "nl" });
  const { result: organisation } = await vault.ask<{ origin: string }>("writer", "organisation", {});
  const derivation = { text: codename.join(" "), origin: organisation.origin };
  const { result } = await vault.ask<Record<string, number>>("writer", "deriveCodename", derivation);
  await vault.ask("writer", "givePass", { source: { kind: "file", bytes: file } });
  const master = Uint8Array.from(Object.values(result));
  await vault.ask("writer", "sendSignal", { master, signal: signalText({}), team: await teamShown(vault, "oost") });
  await vault.close();
}

const retryAfter = async (page: Page): Promise<void> => {
  await page.getByRole("alert").waitFor();
  await requireAccessible(page);
  await page.getByRole("button", { name: "Opnieuw proberen" }).click();
};

/** Does not tell what was answered to the first request of a token; the issuer has answered it. */
async function loseAnswer(page: Page, which: number, requests: string[]): Promise<void> {
  await page.route("**/v1/passes", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    requests.push(route.request().postDataBuffer()?.toString("hex") ?? "");
    const response = await route.fetch();
    return requests.length === which ? route.abort() : route.fulfill({ response });
  });
}

test.each([
  ["nl", WIDE, FATIMA],
  ["en", NARROW, JEROEN],
] as const)(
  "pass: taken by keyboard, kept as a file or a code, and worth a signal (%s)",
  async (language, size, who) => {
    const traffic = new Traffic();
    const watched = await openPage(browser(), traffic, size);
    const { page, complaints, context } = watched;
    const manner = keyboard(page, language);
    await signInEmployee(page, application.issuer, who, manner);
    await takePass(page, manner);
    const file = await savePass(page, manner);
    expect(file.length).toBe(PASS_BYTES);
    const pass = parsePassFile(file);
    expect(pass.credential).not.toBeNull();
    await page.emulateMedia({ colorScheme: "dark" });
    await requireAccessible(page);
    const text = await readCode(browser(), page.locator(".ts-qr"));
    expect(text).toBe(passText(pass));
    expect(parsePassText(text)).toEqual(pass);

    await page.emulateMedia({ media: "print", colorScheme: "light" });
    expect(await page.locator("header, footer, h1, h2, p, button").filter({ visible: true }).count()).toBe(0);
    expect(await page.locator(".ts-qr").isVisible()).toBe(true);
    await page.emulateMedia({ media: null });

    await manner.hands(page).press(manner.say("Uitloggen"));
    await page.getByText(manner.say("U bent hier uitgelogd, en op deze pagina staat niets meer van u.")).waitFor();
    await requireAccessible(page);
    expect(await page.locator(".ts-qr").count()).toBe(0);
    expect((await context.cookies(`${application.issuer}/v1/passes`)).map(({ name }) => name)).toEqual([]);
    expect(await tracesOf(watched)).not.toContain(who.split(" ")[0]?.toLowerCase());

    // Nonce and authenticator are what makes a pass; neither left this browser.
    const secrets = [pass.pass, pass.credential].flatMap((token) =>
      token === null ? [] : [token.nonce, token.authenticator],
    );
    const bodies = traffic.bodies();
    expect(bodies.length).toBeGreaterThan(2);
    expect(bodies.filter((body) => secrets.some((secret) => body.includes(Buffer.from(secret))))).toEqual([]);
    expect(traffic.origins()).toEqual([application.issuer, application.identityProvider].sort());
    expect(complaints.filter((complaint) => !complaint.includes("401"))).toEqual([]);
    await context.close();

    await spend(file);
    await expect(spend(file)).rejects.toThrow(/pass_spent/u);
  },
);

test("pass: an answer that was lost costs none: the same is asked again, and the count is one", async () => {
  const { page, context } = await openPage(browser(), new Traffic(), NARROW);
  await signInEmployee(page, application.issuer, LOTTE);
  await page.getByText("Dit kwartaal nam u nog geen pas.").waitFor();
  const requests: string[] = [];
  await loseAnswer(page, 1, requests);
  await page.getByRole("button", { name: "Neem een pas" }).dblclick();
  await retryAfter(page);
  await page.getByRole("heading", { level: 1, name: "Dit is uw pas" }).waitFor();
  // The pass twice, and the credential that comes with the first of a quarter.
  expect(requests.length).toBe(3);
  expect(requests[1]).toBe(requests[0]);
  expect(parsePassFile(await savePass(page)).credential).not.toBeNull();
  await page.getByRole("button", { name: "Terug" }).click();
  await page.getByText("Dit kwartaal nam u 1 van uw 3 passen.").waitFor();
  await context.close();
});

/** Takes one, keeps it and goes back. @returns whether a credential came with it */
async function takeAndKeep(page: Page): Promise<boolean> {
  await takePass(page);
  const { credential } = parsePassFile(await savePass(page));
  await page.getByRole("button", { name: "Terug" }).click();
  await page.getByRole("heading", { level: 2, name: "Een bewijs zonder naam" }).waitFor();
  return credential !== null;
}

test("pass: only the first of a quarter has a credential, and who has all is told from when there are new ones", async () => {
  const { page, context } = await openPage(browser(), new Traffic(), WIDE);
  await signInEmployee(page, application.issuer, LOTTE);
  const taken: boolean[] = [];
  const button = page.getByRole("button", { name: "Neem een pas" });
  while ((await button.count()) > 0) taken.push(await takeAndKeep(page));
  expect(taken.length).toBeGreaterThan(1);
  expect(taken.slice(1)).not.toContain(true);
  await page.getByText("U hebt dit kwartaal al 3 passen genomen").waitFor();
  await page.getByText(/^Meer kan niet\. Vanaf \p{L}+ 1 (?:januari|april|juli|oktober)/u).waitFor();
  await requireAccessible(page);
  await context.close();
});

test("pass: a credential that is refused costs no pass", async () => {
  const { page, context } = await openPage(browser(), new Traffic(), WIDE);
  await signInEmployee(page, application.issuer, FATIMA);
  await takeAndKeep(page);
  await page.route("**/v1/passes/mine", async (route) => {
    const response = await route.fetch();
    // As if another page of hers took the credential a moment ago.
    const own = (await response.json()) as object;
    return route.fulfill({ response, json: { ...own, credential: false } });
  });
  expect(await takeAndKeep(page)).toBe(false);
  await context.close();
});

test("pass: what another key signed is refused in words, and nothing is shown", async () => {
  const { page, context } = await openPage(browser(), new Traffic(), WIDE);
  await signInEmployee(page, application.issuer, JEROEN);
  await page.route("**/v1/passes", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ contentType: "application/private-token-response", body: Buffer.alloc(256, 7) })
      : route.continue(),
  );
  await page.getByRole("button", { name: "Neem een pas" }).click();
  await page.getByRole("alert").getByText("Deze pas is niet echt").waitFor();
  expect(await page.locator(".ts-qr").count()).toBe(0);
  await requireAccessible(page);
  await context.close();
});

test("pass: a session that ended, and a sign-in that was broken off, are said", async () => {
  const { page, context } = await openPage(browser(), new Traffic(), NARROW);
  await signInEmployee(page, application.issuer, JEROEN);
  await context.clearCookies();
  await page.getByRole("button", { name: "Neem een pas" }).click();
  await page.getByRole("alert").getByText("U bent uitgelogd").waitFor();
  await requireAccessible(page);
  await page.getByRole("link", { name: "Opnieuw inloggen" }).click();
  await page.getByRole("button", { name: /Niet inloggen/u }).click();
  await page.getByText("Het inloggen is niet gelukt, of u brak het af.").waitFor();
  await requireAccessible(page);
  await page.reload();
  await page.getByRole("link", { name: "Inloggen met uw werkaccount" }).waitFor();
  expect(await page.getByText("Het inloggen is niet gelukt").count()).toBe(0);
  await context.close();
});

test("pass: who has not kept it is asked before it goes", async () => {
  const { page, context } = await openPage(browser(), new Traffic(), NARROW);
  await signInEmployee(page, application.issuer, JEROEN);
  await takePass(page);
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByRole("alertdialog").getByText("Hebt u uw pas bewaard?").waitFor();
  await requireAccessible(page);
  await page.getByRole("button", { name: "Blijven" }).click();
  expect(await page.locator(".ts-qr").count()).toBe(1);
  const asked = page.waitForEvent("dialog");
  // A browser asks only whoever has done something on the page.
  void page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await page.getByRole("button", { name: "Terug" }).click();
  await page.getByRole("button", { name: "Ja, weggaan" }).click();
  await page.getByText("U bent ingelogd").first().waitFor();
  expect(await page.locator(".ts-qr").count()).toBe(0);
  await context.close();
});

test("pass: who could not be signed out is told, and can try again", async () => {
  const { page, context } = await openPage(browser(), new Traffic(), NARROW);
  await signInEmployee(page, application.issuer, JEROEN);
  await page.route("**/v1/passes/session", (route) => route.abort());
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByRole("alert").getByText("Er is geen verbinding").waitFor();
  await page.unroute("**/v1/passes/session");
  await page.getByRole("button", { name: "Opnieuw proberen" }).click();
  await page.getByText("U bent hier uitgelogd").waitFor();
  await context.close();
});

test("pass: the page is for reading before anything is asked, says how few there are, and starts again without a connection", async () => {
  const { page, context } = await openPage(browser(), new Traffic(), { width: 320, height: 640 });
  await page.route("**/v1/passes", (route) => route.abort());
  await page.goto(application.issuer);
  await page.getByRole("alert").getByText("Er is geen verbinding").waitFor();
  await requireAccessible(page);
  await page.unroute("**/v1/passes");
  await page.getByRole("button", { name: "Opnieuw proberen" }).click();
  await page.getByText("Nog maar weinig mensen namen er dit jaar een.").waitFor();
  await visitPasses(page, application.issuer);
  await context.close();
});

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import type { CDPSession, Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  base64url,
  CODE_BYTES,
  codeWords,
  decodeBackup,
  derivePhraseMaster,
  invitationHash,
  invitationKeys,
  INVITATION_NONCE_BYTES,
  KEYRING_BYTES,
  openKeyring,
  phraseKeys,
  sealKeyring,
  sealOffer,
  wordList,
  type Offer,
} from "#crypto";
import { signIn as signInAtDesk } from "./advisor.ts";
import { withKeyboard } from "./hands.ts";
import { NARROW, openPage, requireAccessible, tracesOf, WIDE, type WatchedPage, type Window } from "./page.ts";
import { openStage } from "./stage.ts";
import { Traffic } from "./traffic.ts";

// People and their own keys, in the demo. Every test is somebody else's, because it changes what they have.

const ORIGIN = "tegenspraak.localhost";
const LIST = wordList("nl", readFileSync(new URL("../../crypto/codename/words-nl.txt", import.meta.url), "utf8"));
const SMALLEST: Window = { width: 320, height: 640 };
const { application, browser } = openStage();

/** A passkey belongs to a name, and never to a number. */
const boardByName = (): string => application.board.replace("127.0.0.1", "localhost");

async function phraseOf(name: string): Promise<string> {
  const member = (await application.members()).find((each) => each.name === name);
  if (member === undefined) throw new Error(`nobody is called ${name}`);
  return member.phrase;
}

const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { level: 1, name }).waitFor();

async function openKeys(address = application.board, size: Window = WIDE): Promise<WatchedPage> {
  const watched = await openPage(browser(), new Traffic(), size);
  await watched.page.goto(`${address}/keys.html`);
  await heading(watched.page, "Mijn sleutels");
  return watched;
}

async function signIn(page: Page, phrase: string): Promise<void> {
  await page.getByRole("button", { name: "Inloggen met mijn zes woorden" }).click();
  await page.getByLabel("Uw zes woorden").fill(phrase);
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
}

async function signedIn(page: Page, phrase: string): Promise<void> {
  await signIn(page, phrase);
  await page.getByRole("heading", { name: "Uw controlewoorden" }).waitFor();
}

/** Words that are shown, in their order. */
const shownWords = async (page: Page): Promise<string> =>
  (await page.locator(".ts-words li").allInnerTexts()).map((word) => word.trim()).join(" ");

async function backUp(page: Page): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Reservebestand downloaden" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("sleutels.tegenspraak");
  return readFileSync(await file.path());
}

/** Puts something in the place of a keyring, with the session of whoever is signed in on this page. */
async function overwriteKeyring(page: Page, blob: Uint8Array): Promise<void> {
  const address = `${new URL(page.url()).origin}/v1/desk/keyring`;
  const { request } = page.context();
  const etag = (await request.get(address)).headers()["etag"] ?? "";
  const headers = { "Content-Type": "application/octet-stream", "If-Match": etag };
  const answer = await request.put(address, { headers, data: Buffer.from(blob) });
  expect(answer.status()).toBe(204);
}

/** Answers that a story provokes are reported by the browser itself. */
const withoutAnswers = ({ complaints }: WatchedPage): string[] =>
  complaints.filter((complaint) => !/status of (?:401|404)/.test(complaint));

test("keys: new words take the place of the old ones, and of every other session", async () => {
  const old = await phraseOf("Saskia de Wit");
  const watched = await openKeys();
  const { page, context } = watched;
  const elsewhere = await openPage(browser(), new Traffic());
  await signInAtDesk(elsewhere.page, application.board, old);

  const hands = withKeyboard(page);
  await page.getByRole("button", { name: "Inloggen met mijn zes woorden" }).focus();
  await page.keyboard.press("Enter");
  await hands.write("Uw zes woorden", old);
  await hands.press("Inloggen");
  await page.getByText("Saskia de Wit, bij Dienst Vergunningen (proef). Uw sleutel staat in de lijst.").waitFor();
  await requireAccessible(page);

  await hands.press("Nieuwe zes woorden");
  await heading(page, "Dit zijn uw nieuwe zes woorden");
  await requireAccessible(page);
  const words = await shownWords(page);
  expect(words.split(" ")).toHaveLength(6);
  await hands.press("Ik heb ze opgeschreven");
  await hands.write("Uw zes woorden", old);
  await hands.press("Verder");
  await page.getByText("Dit zijn andere woorden dan wij u lieten zien.").waitFor();
  await requireAccessible(page);
  await page.getByLabel("Uw zes woorden").fill("");
  await hands.write("Uw zes woorden", words);
  await hands.press("Verder");
  await page.getByText("Uw nieuwe woorden gelden.").waitFor();
  expect(await shownWords(page)).toBe("");
  const secret = words.split(" ");
  const kept = await tracesOf(watched);
  expect(secret.filter((word) => kept.includes(word))).toEqual([]);

  // A desk looks again by itself too.
  const lookAgain = elsewhere.page.getByRole("button", { name: "Opnieuw kijken" });
  await lookAgain.evaluateAll("(buttons) => buttons.forEach((button) => button.click())");
  await elsewhere.page.getByText("U bent uitgelogd").waitFor();
  await elsewhere.context.close();

  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await page.getByText("Op deze pagina staat niets meer van u.").waitFor();
  await signIn(page, old);
  await page.getByRole("heading", { name: "Met deze woorden kunt u niet inloggen" }).waitFor();
  await page.getByLabel("Uw zes woorden").fill(words);
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await page.getByText("U hebt de sleutel van nu.").waitFor();
  await signInAtDesk(page, application.board, words);
  expect(withoutAnswers(watched)).toEqual([]);
  await context.close();
});

test("keys: whoever heard no answer to new words finds out by trying again that they count", async () => {
  const watched = await openKeys();
  const { page, context } = watched;
  await signedIn(page, await phraseOf("Ineke Dijkstra"));
  await page.getByRole("button", { name: "Nieuwe zes woorden" }).click();
  await heading(page, "Dit zijn uw nieuwe zes woorden");
  const words = await shownWords(page);
  await page.getByRole("button", { name: "Ik heb ze opgeschreven" }).click();
  // The board takes them; nobody here hears of it, and the cookie that came with it is lost too.
  const cookies = await context.cookies(`${application.board}/v1/desk/`);
  await page.route("**/v1/desk/phrases", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByLabel("Uw zes woorden").fill(words);
  await page.getByRole("button", { name: "Verder" }).click();
  await heading(page, "Het is niet zeker welke woorden gelden");
  await requireAccessible(page);
  await page.unroute("**/v1/desk/phrases");
  await context.addCookies(cookies);
  await page.getByRole("button", { name: "Opnieuw proberen" }).click();
  await page.getByText("Uw nieuwe woorden gelden.").waitFor();
  await context.close();
});

/** An authenticator inside the browser, as a laptop with a fingerprint reader has one. */
async function plugIn(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return session;
}

test("keys: a passkey stands for the words until it is taken away", async () => {
  const watched = await openKeys(boardByName(), NARROW);
  const { page, context } = watched;
  await plugIn(page);
  await signedIn(page, await phraseOf("Thomas Okafor"));
  await page.getByText("Er hoort nog geen passkey bij uw sleutels.").waitFor();
  await page.getByRole("button", { name: "Passkey toevoegen" }).click();
  await page.getByText("Er hoort één passkey bij uw sleutels.").waitFor();
  await requireAccessible(page);
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await page.getByRole("button", { name: "Inloggen met een passkey" }).click();
  await page.getByText("Thomas Okafor, bij").waitFor();

  // At the desk too.
  await page.goto(boardByName());
  await page.getByRole("button", { name: "Inloggen met een passkey" }).waitFor();
  await requireAccessible(page);
  await page.getByRole("button", { name: "Inloggen met een passkey" }).click();
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();

  await page.goto(`${boardByName()}/keys.html`);
  await signedIn(page, await phraseOf("Thomas Okafor"));
  await page.getByRole("button", { name: "Alle passkeys weghalen" }).click();
  await page.getByText("Er hoort nog geen passkey bij uw sleutels.").waitFor();
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await page.getByRole("button", { name: "Inloggen met een passkey" }).click();
  await page.getByRole("heading", { name: "Met deze passkey kunt u hier niet inloggen" }).waitFor();
  await requireAccessible(page);
  expect(withoutAnswers(watched)).toEqual([]);
  await context.close();
});

test("keys: under a number there are no passkeys, and the page says why", async () => {
  const watched = await openKeys();
  const { page, context } = watched;
  expect(await page.getByRole("button", { name: "Inloggen met een passkey" }).count()).toBe(0);
  await signedIn(page, await phraseOf("Thomas Okafor"));
  await page.getByText("Het adres van deze pagina is een getal.").waitFor();
  expect(await page.getByRole("button", { name: "Passkey toevoegen" }).count()).toBe(0);
  expect(watched.complaints).toEqual([]);
  await context.close();
});

test("keys: a backup takes the place of a keyring that was damaged, and only with its own words", async () => {
  const phrase = await phraseOf("Noor Haddad");
  const watched = await openKeys(application.board, SMALLEST);
  const { page, context } = watched;
  await signedIn(page, phrase);
  await requireAccessible(page);
  const backup = await backUp(page);
  expect(decodeBackup(backup)).toHaveLength(KEYRING_BYTES);
  const fingerprint = await page.locator(".ts-fingerprint").first().innerText();
  await overwriteKeyring(page, crypto.getRandomValues(new Uint8Array(KEYRING_BYTES)));

  // Whoever is at it is told, and nothing of theirs is written over it.
  await page.getByRole("button", { name: "Maak een nieuwe sleutel voor Team Oost" }).click();
  await page.getByRole("heading", { name: "Uw sleutels op de server zijn beschadigd" }).waitFor();
  await page.goto(application.board);
  await page.getByLabel("Uw zes woorden").fill(phrase);
  await page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await page.getByRole("heading", { name: "Uw sleutels op de server zijn beschadigd" }).waitFor();
  await requireAccessible(page);

  await page.goto(`${application.board}/keys.html`);
  await signIn(page, phrase);
  await page.getByRole("heading", { name: "Uw sleutels op de server zijn beschadigd" }).waitFor();
  await page.getByRole("button", { name: "Zet uw reservebestand terug" }).click();
  await page.getByRole("button", { name: "Terugzetten" }).click();
  await page.getByText("Kies eerst een bestand.").waitFor();
  await requireAccessible(page);
  const file = { name: "sleutels.tegenspraak", mimeType: "application/octet-stream" };
  await page.getByLabel("Uw reservebestand").setInputFiles({ ...file, buffer: backup.subarray(1) });
  await page.getByRole("button", { name: "Terugzetten" }).click();
  await page.getByRole("heading", { name: "Dit bestand past niet bij deze woorden" }).waitFor();
  await page.getByLabel("Uw reservebestand").setInputFiles({ ...file, buffer: backup });
  await page.getByRole("button", { name: "Terugzetten" }).click();
  await page.getByText("U hebt de sleutel van nu.").waitFor();
  expect(await page.locator(".ts-fingerprint").first().innerText()).toBe(fingerprint);
  await signInAtDesk(page, application.board, phrase);
  await context.close();
});

/** As after an invitation under the same name: keys of one's own, and none of the team's. */
async function loseSeeds(page: Page, phrase: string): Promise<void> {
  const { keyringKey } = phraseKeys(derivePhraseMaster(phrase.split(" "), ORIGIN), ORIGIN);
  const answer = await page.context().request.get(`${application.board}/v1/desk/keyring`);
  const keyring = openKeyring(new Uint8Array(await answer.body()), ORIGIN, keyringKey);
  const lost = { ...keyring, revision: keyring.revision + 1, seeds: [] };
  await overwriteKeyring(page, sealKeyring(lost, ORIGIN, keyringKey));
}

test("keys: a colleague gives the key of the team to who lost it, and knows when it was taken", async () => {
  const [noor, willem] = [await phraseOf("Noor Haddad"), await phraseOf("Willem Brouwer")];
  const lost = await openKeys();
  await signedIn(lost.page, willem);
  await loseSeeds(lost.page, willem);
  await lost.page.goto(application.board);
  await lost.page.getByLabel("Uw zes woorden").fill(willem);
  await lost.page.getByRole("button", { name: "Inloggen", exact: true }).click();
  await lost.page.getByRole("heading", { name: "U hebt de sleutel van uw team nog niet" }).waitFor();
  await requireAccessible(lost.page);
  await lost.page.goto(`${application.board}/keys.html`);
  await signedIn(lost.page, willem);
  await lost.page.getByText("U hebt de sleutel niet.").waitFor();
  await lost.page.getByText("U hebt zelf geen sleutels om aan Noor Haddad te geven.").waitFor();
  await requireAccessible(lost.page);

  const giver = await openKeys(application.board, NARROW);
  await signedIn(giver.page, noor);
  const read = (await lost.page.getByRole("list", { name: "Uw controlewoorden" }).innerText()).split(/\s+/);
  const compared = giver.page.getByRole("list", { name: "Woorden van Willem Brouwer" });
  expect((await compared.innerText()).split(/\s+/)).toEqual(read);
  await giver.page.getByRole("button", { name: "Geef Willem Brouwer de sleutels" }).click();
  await giver.page.getByText("De sleutels liggen klaar voor Willem Brouwer.").waitFor();
  await giver.page.getByText("Wat u gaf, ligt klaar.").waitFor();
  await requireAccessible(giver.page);

  await signInAtDesk(lost.page, application.board, willem);
  await giver.page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await signedIn(giver.page, noor);
  await giver.page.getByRole("button", { name: "Geef Willem Brouwer de sleutels" }).waitFor();
  expect(await giver.page.getByText("Wat u gaf, ligt klaar.").count()).toBe(0);
  expect([...giver.complaints, ...lost.complaints]).toEqual([]);
  await giver.context.close();
  await lost.context.close();
});

test("keys: a new key is kept before it is offered, and offered again where that broke off", async () => {
  const watched = await openKeys();
  const { page, context } = watched;
  const phrase = await phraseOf("Willem Brouwer");
  await signedIn(page, phrase);
  const offers: string[] = [];
  await page.route("**/v1/desk/key-offers", async (route) => {
    if (route.request().method() === "PUT") await route.abort();
    else await route.fallback();
  });
  await page.getByRole("button", { name: "Maak een nieuwe sleutel voor Team Oost" }).click();
  await page.getByRole("heading", { name: "Er is geen verbinding" }).waitFor();
  await page.unroute("**/v1/desk/key-offers");
  page.on("request", (request) => {
    if (request.method() === "PUT" && request.url().endsWith("/key-offers"))
      offers.push(request.postDataBuffer()?.toString("hex") ?? "");
  });
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await signedIn(page, phrase);
  await page.getByText("U hebt de sleutel van nu, en maakte de volgende.").waitFor();
  expect(offers).toHaveLength(1);
  await requireAccessible(page);
  await page.getByRole("button", { name: "Uitloggen", exact: true }).click();
  await signedIn(page, phrase);
  expect(offers, "what is offered already is not offered again").toHaveLength(1);
  await context.close();
});

test("keys: signing out everywhere ends what is open in another browser", async () => {
  const phrase = await phraseOf("Willem Brouwer");
  const [here, there] = [await openKeys(), await openKeys()];
  await signedIn(here.page, phrase);
  await signedIn(there.page, phrase);
  await here.page.getByRole("button", { name: "Overal uitloggen" }).click();
  await here.page.getByText("U bent overal uitgelogd.").waitFor();
  await requireAccessible(here.page);
  await there.page
    .getByRole("button", { name: "Maak een nieuwe sleutel voor Team Oost" })
    .or(there.page.getByRole("button", { name: "Geef Noor Haddad de sleutels" }))
    .last()
    .click();
  await there.page.getByRole("heading", { name: "U bent uitgelogd" }).waitFor();
  await requireAccessible(there.page);
  await here.context.close();
  await there.context.close();
});

interface Signer {
  readonly role: string;
  readonly phrase: string;
}

async function officer(): Promise<string> {
  const demo = (await (await fetch(`${application.board}/v1/demo`)).json()) as { readonly signers: readonly Signer[] };
  return demo.signers.find(({ role }) => role === "officer")?.phrase ?? "";
}

/** Eight words for somebody new in Team West, from the officer who is signed in on this page. */
async function invite(page: Page): Promise<string[]> {
  const code = crypto.getRandomValues(new Uint8Array(CODE_BYTES));
  const keys = invitationKeys(code, ORIGIN);
  const offer: Offer = {
    kind: "member",
    id: "anna-visser",
    name: "Anna Visser",
    organisation: "Dienst Vergunningen (proef)",
    groups: [{ id: "west", name: "Team West", epoch: 1, makes: true }],
  };
  const data = {
    hash: base64url(invitationHash(keys)),
    nonce: base64url(crypto.getRandomValues(new Uint8Array(INVITATION_NONCE_BYTES))),
    until: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    offer: base64url(sealOffer(offer, keys, ORIGIN)),
  };
  const answer = await page.context().request.post(`${application.board}/v1/desk/invitations`, { data });
  expect(answer.status()).toBe(201);
  return codeWords(code, "invitation-check", LIST, ORIGIN);
}

test("keys: whoever is invited makes keys of their own, once, however often the answer is lost", async () => {
  const signer = await openKeys();
  const signing = await officer();
  await signedIn(signer.page, signing);
  await signer.page.getByText("Ondertekenaar: de integriteitsfunctionaris, bij Dienst Vergunningen (proef).").waitFor();
  await requireAccessible(signer.page);
  const code = await invite(signer.page);

  const watched = await openKeys(application.board, SMALLEST);
  const { page, context } = watched;
  const hands = withKeyboard(page);
  await hands.press("Ik heb een uitnodiging Acht woorden die u kreeg. U maakt er uw eigen sleutels mee.");
  await hands.write("Alle acht woorden van uw uitnodiging", code.join(" "));
  await hands.press("Uitnodiging openen");
  await heading(page, "Dienst Vergunningen (proef) nodigt u uit");
  await page.getByText("Anna Visser").waitFor();
  await requireAccessible(page);
  await hands.press("Aannemen en verder");
  await heading(page, "Dit zijn uw zes woorden");
  await requireAccessible(page);
  const words = await shownWords(page);
  await hands.press("Ik heb ze opgeschreven");
  const sent: string[] = [];
  await page.route("**/v1/desk/invitations/acceptances", async (route) => {
    sent.push(route.request().postData() ?? "");
    await route.fetch();
    if (sent.length === 1) await route.abort();
    else await route.continue();
  });
  await hands.write("Uw zes woorden", words);
  await hands.press("Verder");
  await heading(page, "Uw sleutels zijn nog niet aangekomen");
  await requireAccessible(page);
  await hands.press("Opnieuw versturen");
  await heading(page, "Uw sleutels zijn gemaakt");
  await requireAccessible(page);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toBe(sent[0]);
  const download = page.waitForEvent("download");
  await hands.press("Nu downloaden");
  expect(decodeBackup(readFileSync(await (await download).path()))).toHaveLength(KEYRING_BYTES);
  const traces = await tracesOf(watched);
  expect([...code, ...words.split(" ")].filter((word) => traces.includes(word))).toEqual([]);
  await hands.press("Naar mijn sleutels");
  await page.getByText("Uw sleutel staat nog niet in de lijst van uw organisatie.").waitFor();
  await page.getByText("U maakte een sleutel.").waitFor();
  await requireAccessible(page);
  await hands.press("Uitloggen");

  await hands.press("Ik heb een uitnodiging Acht woorden die u kreeg. U maakt er uw eigen sleutels mee.");
  await hands.write("Alle acht woorden van uw uitnodiging", code.join(" "));
  await hands.press("Uitnodiging openen");
  await page.getByRole("heading", { name: "Deze uitnodiging is al gebruikt" }).waitFor();
  await requireAccessible(page);
  for (const [phrase, said] of [
    [words, "U staat niet met deze sleutel in de lijst"],
    [signing, "Met deze woorden tekent u de lijst"],
  ] as const) {
    await page.goto(application.board);
    await page.getByLabel("Uw zes woorden").fill(phrase);
    await page.getByRole("button", { name: "Inloggen", exact: true }).click();
    await page.getByRole("heading", { name: said }).waitFor();
    await requireAccessible(page);
    expect(await context.cookies(`${application.board}/v1/desk`)).toEqual([]);
  }
  const policy = [...watched.complaints, ...signer.complaints].filter((text) =>
    text.includes("Content Security Policy"),
  );
  expect(policy).toEqual([]);
  await signer.context.close();
  await context.close();
});

test("keys: words of no invitation are pointed at, and of one that nobody made it is said what to do", async () => {
  const watched = await openKeys(application.board, SMALLEST);
  const { page, context } = watched;
  await page.getByRole("button", { name: "Ik heb een uitnodiging" }).click();
  await heading(page, "Typ de woorden van uw uitnodiging");
  const field = page.getByLabel("Alle acht woorden van uw uitnodiging");
  const words = codeWords(crypto.getRandomValues(new Uint8Array(CODE_BYTES)), "invitation-check", LIST, ORIGIN);
  await field.fill(words.toReversed().join(" "));
  await page.getByRole("button", { name: "Uitnodiging openen" }).click();
  await page.getByText("Alle woorden bestaan, maar ze horen niet bij elkaar.").waitFor();
  await requireAccessible(page);
  await field.fill(words.join(" "));
  await page.getByRole("button", { name: "Uitnodiging openen" }).click();
  await page.getByRole("heading", { name: "Deze uitnodiging is hier niet bekend" }).waitFor();
  await requireAccessible(page);
  const traces = await tracesOf(watched);
  expect(words.filter((word) => traces.includes(word))).toEqual([]);
  expect(withoutAnswers(watched)).toEqual([]);
  await context.close();
});

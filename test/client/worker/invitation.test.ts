// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  base64url,
  base64urlDecode,
  codeWords,
  invitationKeys,
  isAcceptance,
  openBox,
  openKeyring,
  phraseKeys,
  sealOffer,
  wordList,
  type Offer,
} from "#crypto";
import { checkInvitation, OpenInvitation } from "../../../client/worker/invitation.ts";
import { KeyringBoard } from "./keyring-board.ts";

const ORIGIN = "tegenspraak.localhost";
const CODE = new Uint8Array(10).fill(7);
const KEYS = invitationKeys(CODE, ORIGIN);
const MASTER = new Uint8Array(32).fill(1);
const OFFER: Offer = {
  kind: "member",
  id: "noor",
  name: "Noor Haddad",
  organisation: "Dienst Vergunningen",
  groups: [
    { id: "oost", name: "Team Oost", epoch: 4, makes: true },
    { id: "vangnet", name: "Vangnet", epoch: 0, makes: false },
  ],
};
const wordsIn = (language: "nl" | "en"): string => {
  const file = new URL(`../../../crypto/codename/words-${language}.txt`, import.meta.url);
  return codeWords(CODE, "invitation-check", wordList(language, readFileSync(file, "utf8")), ORIGIN).join(" ");
};

let board: KeyringBoard;
beforeEach(() => {
  board = new KeyringBoard();
  board.open();
  board.more.set("POST /v1/desk/invitations/offers", () =>
    Response.json({ offer: base64url(sealOffer(OFFER, KEYS, ORIGIN)), until: "2026-12-01" }),
  );
  board.more.set("POST /v1/desk/invitations/acceptances", () => new Response(null, { status: 201 }));
});
afterEach(() => board.close());

const sentTo = (path: string): string[] =>
  board.bodies
    .filter(({ request }) => request === `POST /v1/desk/invitations/${path}`)
    .map(({ body }) => new TextDecoder().decode(body));

test.each(["nl", "en"] as const)(
  "invitation: its words are checked and opened in either language (%s)",
  async (language) => {
    const words = wordsIn(language);
    expect(await checkInvitation(words, ORIGIN)).toEqual({ state: "complete" });
    expect(await checkInvitation(words.split(" ").toReversed().join(" "), ORIGIN)).toEqual({ state: "check_word" });
    expect(await checkInvitation(words.split(" ").slice(1).join(" "), ORIGIN)).toMatchObject({
      state: "count",
      typed: 7,
    });
    const invitation = await OpenInvitation.open(words, ORIGIN);
    expect(invitation.shown()).toEqual({
      name: "Noor Haddad",
      organisation: "Dienst Vergunningen",
      role: null,
      groups: ["Team Oost", "Vangnet"],
      makes: ["Team Oost"],
      until: "2026-12-01",
    });
    expect(sentTo("offers"), "the board hears the id and never the code").toEqual([
      JSON.stringify({ id: base64url(KEYS.id) }),
    ]);
  },
);

test("invitation: an offer that its code does not open is none", async () => {
  const others = invitationKeys(new Uint8Array(10).fill(8), ORIGIN);
  board.more.set("POST /v1/desk/invitations/offers", () =>
    Response.json({ offer: base64url(sealOffer(OFFER, others, ORIGIN)), until: "2026-12-01" }),
  );
  await expect(OpenInvitation.open(wordsIn("nl"), ORIGIN)).rejects.toMatchObject({ code: "invitation_unknown" });
});

test.each([
  [404, "invitation_unknown"],
  [409, "invitation_used"],
  [410, "invitation_expired"],
] as const)("invitation: the board's %s is said in a sentence of its own", async (status, code) => {
  board.before = () => Response.json({ type: `/problems/${code}` }, { status });
  await expect(OpenInvitation.open(wordsIn("nl"), ORIGIN)).rejects.toMatchObject({ code });
});

test("invitation: whoever accepts makes keys that only their words open, and shows that they had the code", async () => {
  const invitation = await OpenInvitation.open(wordsIn("nl"), ORIGIN);
  await invitation.accept(MASTER);
  const [sent = "{}"] = sentTo("acceptances");
  const acceptance = JSON.parse(sent) as Record<string, string>;
  const read = (name: string): Uint8Array => base64urlDecode(acceptance[name] ?? "");
  const { login, keyringKey } = phraseKeys(MASTER, ORIGIN);
  const keyring = openKeyring(read("keyring"), ORIGIN, keyringKey);
  const { identity, box } = openBox(read("box"), ORIGIN);
  expect(isAcceptance(read("tag"), KEYS, identity, box, ORIGIN)).toBe(true);
  expect(read("loginKey")).toEqual(login.publicKey);
  expect(keyring).toMatchObject({ revision: 0, kind: "member", id: "noor", trusted: null });
  expect(keyring.seeds.map(({ group, epoch }) => [group, epoch])).toEqual([["oost", 4]]);
});

test("invitation: accepted again after an answer that was lost it is the very same, with other words another", async () => {
  const invitation = await OpenInvitation.open(wordsIn("nl"), ORIGIN);
  board.before = (request) => {
    if (!request.endsWith("/acceptances")) return null;
    board.before = () => null;
    throw new TypeError("the connection broke");
  };
  await expect(invitation.accept(MASTER)).rejects.toMatchObject({ code: "offline" });
  await invitation.accept(MASTER);
  await invitation.accept(new Uint8Array(32).fill(2));
  const [first, second, third] = sentTo("acceptances");
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

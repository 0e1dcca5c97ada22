// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  base64url,
  codenameKeys,
  encodePart,
  KIND,
  openEnvelope,
  openOpening,
  packBurst,
  randomBytes,
  sealEnvelope,
  sealMessage,
  sealOpening,
  sealResealing,
  sideKeys,
  signingKey,
  threadKeys,
  utf8,
  xwingKey,
  type OpeningHead,
  type SignalEvent,
  type SigningKey,
  type ThreadEvent,
  type ThreadKeys,
  type XWingKey,
} from "#crypto";
import { readDemoSecrets } from "../../../server/demo/index.ts";
import { signalText } from "../../signal.ts";
import { ORIGIN, postAccepted } from "../board.ts";
import { readEnvelopes, readVerified } from "../log/published.ts";
import { Office, type Desk } from "./office.ts";

// What a colleague who lies, and a submitter who means harm, can put before a desk.

const NOOR = "noor-haddad";
const WILLEM = "willem-brouwer";
const MARJAN = "marjan-postma";
const DATE = "2026-11-26";

interface Scene {
  readonly office: Office;
  readonly master: Uint8Array;
  readonly team: XWingKey;
  readonly head: OpeningHead;
  readonly thread: ThreadKeys;
  readonly side: ThreadKeys;
  readonly laneOf: (id: string) => number;
  readonly keyOf: (id: string) => SigningKey;
  readonly post: (...envelopes: readonly Uint8Array[]) => Promise<void>;
  /** Under a thread's tag, in whose lane and by whom one likes. */
  readonly seal: (
    event: ThreadEvent,
    lane: number,
    position: number,
    by: SigningKey,
    keys?: ThreadKeys,
  ) => Promise<Uint8Array>;
}

/** One signal to Team Oost, and what a member of it can find out. */
async function openScene(): Promise<Scene> {
  const office = await Office.open();
  const master = randomBytes(32);
  const submitter = await office.submitter(master);
  const oost = await office.team("oost");
  await office.outside(() => submitter.sendSignal(signalText(), oost));
  await office.sequence();
  const { groups, members } = readDemoSecrets(office.board.config.dataDir);
  const team = xwingKey(groups.find(({ id }) => id === "oost")?.seed ?? randomBytes(32));
  const envelopes = await readEnvelopes(office.board, await readVerified(office.board));
  const openings = envelopes.map((bytes, index) => openOpening(team, bytes, index, ORIGIN, () => undefined));
  const found = openings.find((opening) => typeof opening !== "string");
  if (found === undefined || typeof found === "string") throw new Error("no opening");
  const thread = threadKeys(found.head.threadSecret, ORIGIN);
  const { statement } = await office.organisation();
  return {
    office,
    master,
    team,
    head: found.head,
    thread,
    side: sideKeys(team.seed, thread.id, ORIGIN),
    laneOf: (id) => statement.members.find((member) => member.id === id)?.lane ?? 0,
    keyOf: (id) => signingKey(members.find((member) => member.id === id)?.signing ?? randomBytes(32)),
    post: async (...sealed) => {
      await postAccepted(office.board, Buffer.from(packBurst(sealed, ORIGIN)));
      await office.sequence();
    },
    seal: async (event, lane, position, by, keys = thread) => {
      const [sealed] = await sealMessage(event, { lane, position }, keys, ORIGIN, by);
      if (sealed === undefined) throw new Error("nothing sealed");
      return sealed.bytes;
    },
  };
}

const message = (text: string): ThreadEvent => ({ type: "message", date: DATE, text, tokens: [] });
const said = async (desk: Desk): Promise<string[]> =>
  (await desk.case()).conversation.map(({ words }) => (words.what === "message" ? words.text : words.what));

test("desk: what a colleague forges in another's name is refused, and everybody in the team sees that it was tried", async () => {
  const { office, laneOf, keyOf, post, seal, side } = await openScene();
  const forged = await seal(message("Noor hier."), laneOf(NOOR), 0, keyOf(WILLEM));
  const note: ThreadEvent = { type: "note", date: DATE, text: "Noor vindt dit onzin." };
  await post(forged, await seal(note, laneOf(NOOR), 0, keyOf(WILLEM), side));
  for (const id of [NOOR, WILLEM]) {
    const thread = await (await office.desk(id)).case();
    expect(thread).toMatchObject({ conversation: [], forged: ["Noor Haddad"], side: { notes: [] } });
  }
});

test("desk: a member's own words, sealed again by a colleague somewhere else, say nothing there", async () => {
  const scene = await openScene();
  const { office, laneOf, keyOf, post, seal, thread } = scene;
  const original = await seal(message("Ja."), laneOf(NOOR), 0, keyOf(NOOR));
  await post(original);
  // The same event under another position of the same lane: its signature names the first.
  const opened = openEnvelope(thread.laneKey(laneOf(NOOR)), original, ORIGIN);
  if (typeof opened === "string") throw new Error(opened);
  const { publicKey } = thread.laneKey(laneOf(NOOR));
  const replayed = sealEnvelope(publicKey, ORIGIN, thread.tag(laneOf(NOOR), 1), KIND.event, opened.body);
  await post(replayed.bytes);
  // And the very same envelope once more counts once.
  await post(original);
  const desk = await office.desk(WILLEM);
  expect(await said(desk)).toEqual(["Ja."]);
  expect((await desk.case()).forged).toEqual(["Noor Haddad"]);
});

test("desk: events of a submitter who means harm are refused or shown harmlessly, one by one", async () => {
  const { office, master, thread, post, seal } = await openScene();
  const { submitter } = codenameKeys(master, ORIGIN, 0);
  const raw = (json: string, position: number, deflated = false): Uint8Array => {
    const part = { deflated, eventId: randomBytes(8), part: 0, parts: 1, lane: 0, position, chunk: utf8(json) };
    const body = encodePart(part, KIND.event, thread.id, ORIGIN, submitter);
    return sealEnvelope(thread.laneKey(0).publicKey, ORIGIN, thread.tag(0, position), KIND.event, body).bytes;
  };
  const html = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
  const wrong: ThreadEvent[] = [
    { type: "closed", date: DATE, outcome: "adopted", reasons: "Klaar.", tokens: [] },
    { type: "route", date: DATE, route: "complaint", text: "", tokens: [] },
    { type: "note", date: DATE, text: "Van het team." },
    { type: "reopened", date: DATE, team: "west" },
  ];
  await post(
    raw("[".repeat(6000), 1),
    raw('{"type":"message","date":"2026-11-26","text":5,"tokens":[]}', 2),
    raw('{"type":"later"}', 3),
    raw("\u0000not deflated at all", 4, true),
    await seal(message(html), 0, 5, submitter),
  );
  await post(...(await Promise.all(wrong.map((event, i) => seal(event, 0, 6 + i, submitter)))));
  const desk = await office.desk(NOOR);
  expect(await said(desk)).toEqual([html]);
  const { unreadable, waitsFor, side } = await desk.case();
  expect(unreadable).toEqual([{ reason: "needs_newer_version" }]);
  expect([waitsFor, side.notes]).toEqual(["desk", []]);
});

test("desk: text that inflates without end is refused, and the rest is read", async () => {
  const { office, master, thread, post, seal } = await openScene();
  const { submitter } = codenameKeys(master, ORIGIN, 0);
  const bomb = deflateRawSync(Buffer.alloc(6_000_000, 0x20));
  expect(bomb.length).toBeLessThan(6955);
  const part = { deflated: true, eventId: randomBytes(8), part: 0, parts: 1, lane: 0, position: 1, chunk: bomb };
  const body = encodePart(part, KIND.event, thread.id, ORIGIN, submitter);
  const sealed = sealEnvelope(thread.laneKey(0).publicKey, ORIGIN, thread.tag(0, 1), KIND.event, body);
  await post(sealed.bytes, await seal(message("Gewoon."), 0, 2, submitter));
  expect(await said(await office.desk(NOOR))).toEqual(["Gewoon."]);
});

test("desk: a thread id, a lane and a tag that are taken by somebody else's noise hide nothing", async () => {
  const { office, master, thread, post, seal } = await openScene();
  const { submitter } = codenameKeys(master, ORIGIN, 0);
  // Whoever copies a tag from the log, which everybody may read.
  const noise = (position: number): Uint8Array => {
    const bytes = randomBytes(8192);
    bytes.set(thread.tag(0, position));
    return bytes;
  };
  await post(noise(1), noise(1), noise(2), await seal(message("Er staat meer."), 0, 1, submitter));
  const desk = await office.desk(NOOR);
  expect(await said(desk)).toEqual(["Er staat meer."]);
  expect((await desk.case()).forged).toEqual([]);
});

test("desk: what is named by nothing that stands there answers nothing", async () => {
  const { office, master, post, seal, laneOf } = await openScene();
  const { submitter } = codenameKeys(master, ORIGIN, 0);
  const response: ThreadEvent = {
    type: "response",
    date: DATE,
    lane: laneOf(NOOR),
    to: base64url(randomBytes(8)),
    agrees: true,
    text: "Ja.",
  };
  await post(await seal(response, 0, 1, submitter));
  const { conversation } = await (await office.desk(NOOR)).case();
  expect(conversation).toMatchObject([{ by: "submitter", words: { what: "response", agrees: true }, answered: null }]);
});

test("desk: a re-sealing that claims a place far away makes nobody search up to it", async () => {
  const { office, head, team, thread, laneOf, keyOf, post } = await openScene();
  const envelopes = await readEnvelopes(office.board, await readVerified(office.board));
  const index = envelopes.findIndex(
    (bytes) => typeof openOpening(team, bytes, 0, ORIGIN, () => undefined) !== "string",
  );
  const opening = openOpening(team, envelopes[index] ?? randomBytes(8192), index, ORIGIN, () => undefined);
  if (typeof opening === "string" || opening.kind === "resealing") throw new Error("no opening");
  const place = { lane: laneOf(WILLEM), position: 4_000_000_000 };
  const far = await sealResealing(opening, { key: team, date: DATE }, place, ORIGIN, keyOf(WILLEM));
  await post(...far.map(({ bytes }) => bytes));
  const desk = await office.desk(NOOR);
  const { id } = await desk.case();
  await desk.does((session) => session.note(id, "Alles werkt nog."));
  await office.sequence();
  expect((await (await office.desk(WILLEM)).case()).side.notes).toMatchObject([{ text: "Alles werkt nog." }]);
  expect(threadKeys(head.threadSecret, ORIGIN).id).toEqual(thread.id);
});

test("desk: a thousand messages of one submitter are read, each of them, and hide no other case", async () => {
  const { office, master, post, seal } = await openScene();
  const { submitter } = codenameKeys(master, ORIGIN, 0);
  for (let position = 1; position <= 1000; position += 5) {
    const texts = Array.from({ length: 5 }, (_, i) => seal(message(String(position + i)), 0, position + i, submitter));
    await postAccepted(office.board, Buffer.from(packBurst(await Promise.all(texts), ORIGIN)));
  }
  const other = await office.submitter();
  const oost = await office.team("oost");
  await office.outside(() => other.sendSignal(signalText({ title: "Ook dit" }), oost));
  await post();
  const { threads } = await (await office.desk(NOOR)).read();
  expect(threads.map(({ conversation }) => conversation.length).sort((a, b) => a - b)).toEqual([0, 1000]);
  expect(threads.map(({ signal }) => signal?.title).sort()).toEqual(["Ook dit", signalText().title]);
  const texts = threads.flatMap(({ conversation }) =>
    conversation.map(({ words }) => (words.what === "message" ? Number(words.text) : 0)),
  );
  expect(texts).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
});

test("desk: who opens a thread under a key of their own, for who joins later, is not taken for the submitter", async () => {
  const { office, head, post } = await openScene();
  await office.replace();
  const { statement } = await office.organisation();
  const key = statement.teams.find(({ id }) => id === "oost")?.key ?? randomBytes(32);
  // Willem left with the thread's secret, and is first at the new key.
  const liar = signingKey(randomBytes(32));
  const bogus: SignalEvent = { type: "signal", date: DATE, team: "oost", ...signalText({ title: "Vergeet het maar" }) };
  const opened = await sealOpening(bogus, key, head, ORIGIN, liar);
  await post(...opened.map(({ bytes }) => bytes));
  const desk = await office.desk(NOOR);
  await desk.read();
  await desk.does((at) => at.reseal(() => undefined));
  await office.sequence();
  for (const id of [MARJAN, NOOR]) {
    const { threads } = await (await office.desk(id)).read();
    expect(threads.map(({ signal }) => signal?.title)).toEqual([signalText().title]);
  }
});

test("desk: what a colleague seals to the team in a submitter's place is not shown, and the team reads who did", async () => {
  const { office, team, laneOf, keyOf, post } = await openScene();
  const envelopes = await readEnvelopes(office.board, await readVerified(office.board));
  const opened = envelopes.map((bytes, index) => openOpening(team, bytes, index, ORIGIN, () => undefined));
  const opening = opened.find((each) => typeof each !== "string");
  if (opening === undefined || typeof opening === "string" || opening.kind === "resealing") throw new Error("none");
  const chunk = utf8(
    JSON.stringify({ type: "signal", date: DATE, team: "oost", ...signalText({ title: "Verzonnen" }) }),
  );
  const changed = { ...opening, part: { ...opening.part, chunk } };
  const place = { lane: laneOf(WILLEM), position: 0 };
  const sealed = await sealResealing(changed, { key: team, date: DATE }, place, ORIGIN, keyOf(WILLEM));
  await post(...sealed.map(({ bytes }) => bytes));
  const { threads, forged } = await (await office.desk(NOOR)).read();
  expect(threads.map(({ signal }) => signal?.title)).toEqual([signalText().title]);
  expect(forged).toEqual(["Willem Brouwer"]);
});

test("desk: what somebody notes after they left, under a key that they still have, is nobody's note", async () => {
  const { office, laneOf, keyOf, post, seal, side } = await openScene();
  const [lane, key] = [laneOf(WILLEM), keyOf(WILLEM)];
  const note = (text: string): ThreadEvent => ({ type: "note", date: DATE, text });
  await post(await seal(note("Nog als lid."), lane, 0, key, side));
  await (await office.desk(NOOR)).case();
  await office.replace();
  const noor = await office.desk(NOOR);
  await noor.case();
  await noor.does((session) => session.reseal(() => undefined));
  await office.sequence();
  const task: ThreadEvent = { type: "task", date: DATE, member: NOOR, task: "supports" };
  await post(await seal(note("Als buitenstaander."), lane, 1, key, side), await seal(task, lane, 2, key, side));
  for (const desk of [noor, await office.desk(NOOR)]) {
    const { side: kept } = await desk.case();
    expect(kept.notes.map(({ text }) => text)).toEqual(["Nog als lid."]);
    expect(kept.everSupported).toEqual([]);
  }
});

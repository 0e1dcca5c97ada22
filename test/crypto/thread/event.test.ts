// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  base64url,
  hex,
  packEvent,
  ProtocolError,
  roomFor,
  unpackEvent,
  utf8,
  type RouteEvent,
  type TaskEvent,
  type ThreadEvent,
} from "#crypto";
import { cutEvent } from "#crypto/thread/packing.ts";
import { anyBytes, expectCodeLater, mutatedText, outcomeLater } from "../hostile.ts";
import { message, noise, SIGNAL } from "./fixture.ts";

const plain = (source: string): Promise<ThreadEvent> => unpackEvent({ deflated: false, bytes: utf8(source) });
const signalWith = (members: object): string => JSON.stringify({ ...SIGNAL, ...members });
const MESSAGE = message("Dank u.\n");
const CLOSED = { type: "closed", date: "2026-02-28", outcome: "adopted", reasons: "Ja.", tokens: [] };

const text = (minimum: number): fc.Arbitrary<string> =>
  fc.string({ unit: "grapheme", minLength: minimum, maxLength: 60 }).filter((value) => !/[^\P{Cc}\n]/u.test(value));

const tokens = fc.array(
  fc.uint8Array({ minLength: 289, maxLength: 289 }).map((bytes) => base64url(bytes)),
  { maxLength: 4 },
);

const identifier = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
const lane = fc.integer({ min: 1, max: 65_535 });
const route = fc.constantFrom<RouteEvent["route"]>("dissent", "misconduct", "integrity", "complaint");
const task = fc.constantFrom<TaskEvent["task"]>("triages", "supports", "none");
const bytes = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength, maxLength }).map((given) => base64url(given));
const question = fc.constantFrom("grounds", "affected", "effects", "practice", "needed", "since");

test("event: any event is packed and read back, deflated only where that is shorter", async () => {
  const events: fc.Arbitrary<ThreadEvent> = fc.oneof(
    fc.record({ type: fc.constant("message"), date: fc.constant("2026-02-28"), text: text(1), tokens }),
    fc.record({ type: fc.constant("seen"), date: fc.constant("2026-02-28") }),
    fc.record({ type: fc.constant("route"), date: fc.constant("2026-02-28"), route, text: text(0), tokens }),
    fc.record({ type: fc.constant("paraphrase"), date: fc.constant("2026-02-28"), text: text(1), tokens }),
    fc.record({
      type: fc.constant("response"),
      date: fc.constant("2026-02-28"),
      lane,
      to: bytes(8, 8),
      agrees: fc.boolean(),
      text: text(0),
    }),
    fc.record({ type: fc.constant("reopened"), date: fc.constant("2026-02-28"), team: identifier }),
    fc.record({
      type: fc.constant("resealed"),
      date: fc.constant("2026-02-28"),
      of: fc.constantFrom("opening", "reopening"),
      index: fc.nat(),
      recipient: bytes(32, 32),
      body: bytes(81, 7036),
    }),
    fc.record({ type: fc.constant("note"), date: fc.constant("2026-02-28"), text: text(1) }),
    fc.record({ type: fc.constant("task"), date: fc.constant("2026-02-28"), member: identifier, task }),
    fc.record({
      type: fc.constant("carried"),
      date: fc.constant("2026-02-28"),
      tasks: fc.array(fc.record({ member: identifier, task }), { maxLength: 4 }),
      notes: fc.array(fc.record({ lane, date: fc.constant("2026-02-28"), text: text(1) }), { maxLength: 4 }),
    }),
    fc.record({
      type: fc.constant("closed"),
      date: fc.constant("2026-02-28"),
      outcome: fc.constantFrom("adopted", "partly", "not_adopted", "none"),
      reasons: text(0).map((value) => `a${value}`),
      tokens,
    }),
    fc.record({
      type: fc.constant("signal"),
      date: fc.constant("2026-12-31"),
      team: identifier,
      followed: fc.boolean(),
      kind: fc.constantFrom("alternatives", "ignored", "other"),
      about: fc.constantFrom("policy", "execution"),
      phase: fc.constantFrom("preparation", "decision", "execution", "evaluation"),
      title: text(1),
      decision: text(0),
      decisionDate: fc.constantFrom("2026-12-31", null),
      cannotBeExecuted: fc.boolean(),
      facts: text(1),
      judgement: text(0),
      alternative: text(0),
      tried: text(0),
      asked: text(0),
      risk: text(0),
      answers: fc.array(fc.record({ question, text: text(1) }), { maxLength: 12 }),
      clause: fc.option(identifier),
      unit: fc.option(text(1)),
      excluded: fc.array(identifier, { maxLength: 5 }),
      up: text(0),
    }),
  );
  await fc.assert(
    fc.asyncProperty(events, async (event) => {
      const packed = await packEvent(event);
      expect(await unpackEvent(packed)).toEqual(event);
      const plain = utf8(JSON.stringify(event)).length;
      if (packed.deflated) expect(packed.bytes.length).toBeLessThan(plain);
      else expect(packed.bytes.length).toBe(plain);
    }),
  );
  expect((await packEvent(message("a".repeat(1000)))).deflated).toBe(true);
});

test("event: an unknown type, member or nothing known of a type needs a newer program", async () => {
  for (const source of [
    signalWith({ type: "receipt" }),
    signalWith({ type: "toString" }),
    signalWith({ type: "__proto__" }),
    signalWith({ later: 1 }),
    signalWith({ kind: "praise" }),
    signalWith({ about: "both" }),
    signalWith({ phase: "someday" }),
    signalWith({ answers: [{ question: "why", text: "a" }] }),
    JSON.stringify({ ...CLOSED, outcome: "perhaps" }),
    JSON.stringify({ type: "reaction" }),
    JSON.stringify({ ...MESSAGE, urgent: false }),
  ]) {
    await expectCodeLater(() => plain(source), "needs_newer_version");
  }
});

const DATE = { date: "2026-02-28" };
const RESEALED = {
  type: "resealed",
  ...DATE,
  of: "opening",
  index: 0,
  recipient: "A".repeat(43),
  body: "A".repeat(108),
};

test("event: every bound of what teams and submitters say to each other holds", async () => {
  const route = { type: "route", ...DATE, route: "integrity", text: "", tokens: [] };
  const response = { type: "response", ...DATE, lane: 1, to: "A".repeat(11), agrees: false, text: "" };
  const task = { type: "task", ...DATE, member: "noor-haddad", task: "none" };
  const carried = { type: "carried", ...DATE, tasks: [], notes: [] };
  for (const sound of [route, response, task, carried, RESEALED]) await plain(JSON.stringify(sound));
  const malformed = [
    { ...route, text: null },
    { ...response, lane: 0 },
    { ...response, lane: 65_536 },
    { ...response, to: "A".repeat(10) },
    { ...response, to: "A".repeat(12) },
    { ...response, to: "AAAAAAAAAA=" },
    { ...response, agrees: "yes" },
    { ...task, member: "Noor" },
    { ...carried, tasks: [{ member: "noor" }] },
    { ...carried, notes: [{ lane: 0, ...DATE, text: "a" }] },
    { ...carried, notes: [{ lane: 1, ...DATE, text: "" }] },
    { ...carried, notes: Array.from({ length: 101 }, () => ({ lane: 1, ...DATE, text: "a" })) },
    { ...RESEALED, index: -1 },
    { ...RESEALED, recipient: "A".repeat(42) },
    { ...RESEALED, body: "A".repeat(107) },
    { ...RESEALED, body: "A".repeat(9384) },
    { type: "note", ...DATE, text: "" },
    { type: "reopened", ...DATE, team: "" },
  ];
  for (const event of malformed) await expectCodeLater(() => plain(JSON.stringify(event)), "malformed");
  const newer = [
    { ...route, route: "press" },
    { ...task, task: "watches" },
    { ...carried, tasks: [{ member: "noor", task: "watches" }] },
    { ...RESEALED, of: "capsule" },
    { ...response, until: "2026-03-01" },
  ];
  for (const event of newer) await expectCodeLater(() => plain(JSON.stringify(event)), "needs_newer_version");
});

test("event: what has no type is malformed", async () => {
  for (const source of ["{}", "[]", "null", "1", '"signal"', '{"type":1}', '{"type":null}', '[{"type":"message"}]']) {
    await expectCodeLater(() => plain(source), "malformed");
  }
});

test("event: a missing member, or one of another type, is malformed", async () => {
  const others: Readonly<Record<string, readonly unknown[]>> = {
    text: [null, 5, true, [], {}, ["a"]],
    boolean: [null, 0, "true", [], {}],
    nullable: [5, true, [], {}, ""],
    list: [null, 5, "a", {}, [5], [null]],
  };
  const kinds: Readonly<Record<string, string>> = {
    followed: "boolean",
    cannotBeExecuted: "boolean",
    decisionDate: "nullable",
    clause: "nullable",
    unit: "nullable",
    answers: "list",
    excluded: "list",
  };
  for (const name of Object.keys(SIGNAL)) {
    await expectCodeLater(() => plain(signalWith({ [name]: undefined })), "malformed");
    if (name === "type") continue;
    for (const value of others[kinds[name] ?? "text"] ?? []) {
      await expectCodeLater(() => plain(signalWith({ [name]: value })), "malformed");
    }
  }
});

test("event: every bound of a signal holds", async () => {
  const refused = [
    { title: "" },
    { title: "a".repeat(201) },
    { facts: "" },
    { team: "" },
    { team: "Team" },
    { team: "a b" },
    { team: "a".repeat(41) },
    { team: "team\n" },
    { decisionDate: "2026-13-01" },
    { unit: "a".repeat(121) },
    { clause: "B" },
    { excluded: ["Noor Haddad"] },
    { excluded: Array.from({ length: 1001 }, () => "a") },
    { answers: [{ question: "since", text: "" }] },
    { answers: [{ question: "since" }] },
    { answers: Array.from({ length: 13 }, () => ({ question: "since", text: "a" })) },
    { date: "2026-13-01" },
    { date: "2026-00-01" },
    { date: "2026-01-32" },
    { date: "2026-01-00" },
    { date: "2026-1-1" },
    { date: "2026-01-01T00:00" },
    { date: " 2026-01-01" },
    { date: "٢٠٢٦-01-01" },
  ];
  for (const members of refused) {
    await expectCodeLater(() => plain(signalWith(members)), "malformed");
  }
  expect(await plain(signalWith({ title: "a".repeat(200), judgement: "" }))).toMatchObject({ judgement: "" });
});

test("event: nothing is closed without reasons that can be read", async () => {
  for (const reasons of ["", " ", "\n", "\u00a0\u2003\n"]) {
    await expectCodeLater(() => plain(JSON.stringify({ ...CLOSED, reasons })), "malformed");
  }
  expect(await plain(JSON.stringify({ ...CLOSED, reasons: "\n." }))).toMatchObject({ reasons: "\n." });
});

test("event: control characters and halves of a surrogate pair are refused, in bytes and escaped", async () => {
  for (const escape of ["\\u0000", "\\t", "\\r", "\\u001b", "\\u007f", "\\u0085", "\\ud800", "\\udc00x", "\\ud83dx"]) {
    await expectCodeLater(
      () => plain(`{"type":"message","date":"2026-01-01","tokens":[],"text":"a${escape}"}`),
      "malformed",
    );
  }
  await expectCodeLater(
    () =>
      unpackEvent({
        deflated: false,
        bytes: Buffer.from('{"type":"message","date":"2026-01-01","tokens":[],"text":"\xed\xa0\x80"}', "latin1"),
      }),
    "malformed",
  );
  expect(await plain(`{"type":"message","date":"2026-01-01","tokens":[],"text":"\\ud83d\\ude00\\n"}`)).toMatchObject({
    text: "😀\n",
  });
});

test("event: of a member that occurs twice the last counts", async () => {
  expect(await plain(`{"type":"message","date":"2026-01-01","tokens":[],"text":"one","text":"two"}`)).toMatchObject({
    text: "two",
  });
  await expectCodeLater(
    () => plain(`{"type":"message","date":"2026-01-01","tokens":[],"text":"one","text":2}`),
    "malformed",
  );
});

test("event: 64 KiB of text fit, one byte more is too long", async () => {
  const room = 65_536 - utf8(JSON.stringify(message(""))).length;
  expect(await unpackEvent(await packEvent(message("a".repeat(room))))).toEqual(message("a".repeat(room)));
  await expectCodeLater(() => packEvent(message("a".repeat(room + 1))), "too_long");
  await expectCodeLater(() => packEvent(message("é".repeat(room / 2 + 1))), "too_long");
  await expectCodeLater(() => plain(JSON.stringify(message("a".repeat(room + 1)))), "too_long");
});

test("event: what a reader would refuse is refused when it is packed", async () => {
  await expectCodeLater(() => packEvent(message("")), "malformed");
  await expectCodeLater(() => packEvent(message("\ud800")), "malformed");
  await expectCodeLater(() => packEvent({ ...SIGNAL, title: "a".repeat(201) }), "malformed");
});

test("event: nesting as deep as 64 KiB allows is refused", async () => {
  for (const deep of ["[".repeat(65_536), "[".repeat(32_768) + "]".repeat(32_768), '{"type":'.repeat(8192)]) {
    await expectCodeLater(() => plain(deep), "malformed");
  }
});

test("event: any bytes, deflated or not, are an event or refused once", async () => {
  const sources = fc.oneof(
    anyBytes(100),
    mutatedText(JSON.stringify(SIGNAL)).map(utf8),
    fc.jsonValue().map((value) => utf8(JSON.stringify(value))),
  );
  await fc.assert(
    fc.asyncProperty(fc.boolean(), sources, async (deflated, bytes) => {
      const event = await outcomeLater(() => unpackEvent({ deflated, bytes }));
      if (event instanceof ProtocolError) {
        expect(["malformed", "needs_newer_version", "too_long"]).toContain(event.code);
      } else expect(await unpackEvent(await packEvent(event))).toEqual(event);
    }),
    { numRuns: 1000 },
  );
});

test("event: what is cut joins to the same bytes, in chunks as large as their envelopes", async () => {
  for (const opening of [false, true]) {
    const first = opening ? 6827 : 6955;
    for (const length of [1, first, first + 1, first + 6955, first + 6956, roomFor(opening)]) {
      const bytes = Uint8Array.from({ length }, (_, i) => i);
      const chunks = cutEvent({ deflated: true, bytes }, opening);
      expect(hex(Buffer.concat(chunks))).toBe(hex(bytes));
      expect(chunks).toHaveLength(1 + Math.ceil((length - first) / 6955));
      expect(chunks.slice(0, -1).map((chunk) => chunk.length)).toEqual([first, 6955, 6955].slice(0, chunks.length - 1));
    }
    const tooMuch = { deflated: true, bytes: new Uint8Array(roomFor(opening) + 1) };
    await expectCodeLater(() => Promise.resolve().then(() => cutEvent(tooMuch, opening)), "too_long");
  }
  expect([roomFor(false), roomFor(true)]).toEqual([27_820, 27_692]);
});

test("event: text that deflates too badly for four envelopes is refused before sending", async () => {
  const packed = await packEvent(message(noise(60_000)));
  expect(packed.bytes.length).toBeGreaterThan(roomFor(false));
  await expectCodeLater(() => Promise.resolve().then(() => cutEvent(packed, false)), "too_long");
});

test("event: an answer encloses at most four tokens, each of 289 bytes in the one encoding they have", async () => {
  const token = "A".repeat(386);
  expect(await plain(JSON.stringify({ ...CLOSED, tokens: [token, token, token, token] }))).toMatchObject({
    tokens: { length: 4 },
  });
  const refused = [
    [token, token, token, token, token],
    [token.slice(1)],
    [`${token}A`],
    [`${token.slice(1)}B`],
    [1],
    [""],
  ];
  for (const tokens of refused) {
    await expectCodeLater(() => plain(JSON.stringify({ ...CLOSED, tokens })), "malformed");
  }
});

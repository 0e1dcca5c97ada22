// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { packEvent, parseStatement, unpackEvent, type JoinedEvent, type ThreadEvent } from "#crypto";
import { caseFrom } from "../../../client/case/case.ts";
import { today } from "../../../client/case/today.ts";
import { eventOf, measure, saidIn, signalEvent, unreadableIn } from "../../../client/worker/conversation.ts";
import type { Words } from "../../../client/protocol/index.ts";
import { STATEMENT } from "../../crypto/directory/fixture.ts";
import { message, noise, SIGNAL } from "../../crypto/thread/fixture.ts";

const statement = parseStatement(JSON.stringify(STATEMENT));
/** Lane of C in the fixture's statement. */
const LANE_OF_C = 3;
const { type, date, team, ...SIGNAL_TEXT } = SIGNAL;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 0, 5, 0, 30), toFake: ["Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

test("conversation: today is the day on the device, and no time", () => {
  expect(today()).toBe("2026-01-05");
  vi.setSystemTime(new Date(2026, 10, 30, 23, 59, 59));
  expect(today()).toBe("2026-11-30");
});

/** What a reader gets of what a writer sealed. */
const sealedAndRead = async (event: ThreadEvent): Promise<ThreadEvent> => unpackEvent(await packEvent(event));

test("conversation: a signal is read as it was written, with the day and the team", async () => {
  const event = signalEvent(SIGNAL_TEXT, team);
  expect(event).toEqual({ ...SIGNAL_TEXT, type, team, date: "2026-01-05" });
  expect(await sealedAndRead(event)).toEqual(event);
});

test("conversation: what is said and done is read as it was written, with its writer's name and day", async () => {
  const words: readonly Words[] = [
    { what: "seen" },
    { what: "message", text: "Waar **precies**?\n\n- daar" },
    { what: "closed", outcome: "partly", reasons: "Het kan zo." },
  ];
  const opening: JoinedEvent = { lane: 0, position: 0, index: 0, id: "", state: "event", event: SIGNAL };
  const events: JoinedEvent[] = [opening];
  for (const [position, said] of words.entries()) {
    const event = await sealedAndRead(eventOf(said));
    events.push({ lane: LANE_OF_C, position, index: position + 1, id: "", state: "event", event });
  }
  events.push({ lane: 0, position: 1, index: 9, id: "", state: "event", event: message("Dank u.") });
  expect(saidIn(caseFrom(events), statement)).toEqual([
    ...words.map((said) => ({
      by: "member",
      name: "C",
      date: "2026-01-05",
      words: said,
      id: "",
      answered: null,
      inLog: true,
    })),
    {
      by: "submitter",
      id: "",
      name: null,
      answered: null,
      date,
      words: { what: "message", text: "Dank u." },
      inLog: true,
    },
  ]);
});

test("conversation: somebody who left the directory is a member without a name", () => {
  const left: JoinedEvent = { lane: 60, position: 0, index: 1, id: "", state: "event", event: message("Dag.") };
  expect(saidIn(caseFrom([left]), statement)).toMatchObject([{ by: "member", name: null }]);
});

test("conversation: what a newer version wrote and what is incomplete are told, noise is not", () => {
  const reasons = ["incomplete", "cannot_open", "needs_newer_version"] as const;
  const thread = caseFrom(reasons.map((state, i) => ({ lane: LANE_OF_C, position: i, index: i, id: "", state })));
  expect(unreadableIn(thread, new Set([7, 9])).map(({ reason }) => reason)).toEqual([
    "incomplete",
    "needs_newer_version",
    "needs_newer_version",
    "needs_newer_version",
  ]);
});

// Four envelopes of 7,036 bytes, each with 17 fixed bytes and a signature of 64; a signal's first has a head of 128.
const ROOM = 4 * (7036 - 17 - 64);

test("conversation: the room of a text is that of four envelopes, of a signal less by its head", async () => {
  expect((await measure(message("x"))).availableBytes).toBe(ROOM);
  expect((await measure(SIGNAL)).availableBytes).toBe(ROOM - 128);
});

test("conversation: what a text takes is what sealing it finds", async () => {
  for (const event of [SIGNAL, message("x"), message("ja ".repeat(20_000)), message(noise(20_000))]) {
    const { bytes } = await packEvent(event);
    expect(await measure(event)).toMatchObject({ usedBytes: bytes.length, fits: true });
  }
});

test("conversation: a text that is too long does not fit, also where it is too long to be packed", async () => {
  const long = await measure(message(noise(40_000)));
  expect(long.fits).toBe(false);
  expect(long.usedBytes).toBeGreaterThan(ROOM);
  const most = await measure(message("a".repeat(65_536)));
  expect(most.fits).toBe(false);
  expect(most.usedBytes).toBeGreaterThan(ROOM);
});

test("conversation: a text that is not written yet takes no room", async () => {
  expect(await measure({ ...SIGNAL, title: "", facts: "" })).toEqual({
    usedBytes: 0,
    availableBytes: ROOM - 128,
    fits: true,
  });
});

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { base64url, joinEvents, randomBytes, utf8, type JoinedEvent, type VerifiedPart } from "#crypto";
import { shuffled } from "#crypto/burst/burst.ts";
import { anyBytes, mutatedText } from "../hostile.ts";
import { forged, MEMBER_LANE, message, noise, posted } from "./fixture.ts";

const textOf = (joined: JoinedEvent): string =>
  joined.state === "event" && joined.event.type === "message" ? joined.event.text : joined.state;

const json = (text: string): Uint8Array => utf8(JSON.stringify(message(text)));
const at = (position: number): { lane: number; position: number } => ({ lane: MEMBER_LANE, position });

/** A text of three parts. */
const LONG = noise(26_000);

describe("join", () => {
  test("join: parts make their event in whichever order they arrived", async () => {
    const parts = await posted(LONG, at(2), [30, 10, 20]);
    for (let i = 0; i < 6; i++) {
      const joined = await joinEvents(shuffled(parts));
      const id = base64url(parts[0]?.eventId ?? new Uint8Array(0));
      expect(joined).toEqual([{ lane: MEMBER_LANE, position: 2, index: 30, id, state: "event", event: message(LONG) }]);
    }
  });

  test("join: without one of its parts an event is incomplete, whichever is missing", async () => {
    const parts = await posted(LONG, at(2), [1, 2, 3]);
    for (const missing of [0, 1, 2]) {
      const joined = await joinEvents(parts.filter(({ part }) => part !== missing));
      const index = missing === 2 ? 2 : 3;
      expect(joined).toMatchObject([{ lane: MEMBER_LANE, position: 2, index, state: "incomplete" }]);
    }
  });

  test("join: an envelope that was posted again counts once, first in log order", async () => {
    const [part] = await posted("een", at(0), [4]);
    if (part === undefined) throw new Error("no part");
    const joined = await joinEvents([{ ...part, index: 9 }, part, { ...part, index: 7 }]);
    expect(joined.map(textOf)).toEqual(["een"]);
    expect(joined[0]?.index).toBe(4);
  });

  test("join: a copied part does not make an event newer than it is", async () => {
    const parts = await posted(LONG, at(0), [1, 2, 3]);
    const joined = await joinEvents([...parts, ...parts.map((part) => ({ ...part, index: part.index + 50 }))]);
    expect(joined.map(({ index }) => index)).toEqual([3]);
  });

  test("join: two events that race for one position both count, in log order", async () => {
    const [second] = await posted("tweede", at(3), [8]);
    const [first] = await posted("eerste", at(3), [5]);
    expect((await joinEvents([second, first].filter((part) => part !== undefined))).map(textOf)).toEqual([
      "eerste",
      "tweede",
    ]);
  });

  test("join: two long events that race for the same positions both come out whole", async () => {
    const other = noise(26_000);
    const parts = [...(await posted(LONG, at(0), [1, 6, 3])), ...(await posted(other, at(0), [4, 2, 5]))];
    expect((await joinEvents(shuffled(parts))).map(textOf)).toEqual([other, LONG]);
  });

  test("join: one event sealed twice, as after a lost answer, is shown once", async () => {
    const eventId = randomBytes(8);
    const joined = await joinEvents([
      forged({ eventId, chunk: json("een") }, 1),
      forged({ eventId, chunk: json("een") }, 2),
    ]);
    expect(joined.map(({ index }) => index)).toEqual([1]);
    expect(joined.map(textOf)).toEqual(["een"]);
  });

  test("join: parts with different flags, counts, ids, starts or lanes are never joined", async () => {
    const eventId = randomBytes(8);
    const first = { eventId, part: 0, parts: 2, position: 4, chunk: json("x").subarray(0, 10) };
    const second = { ...first, part: 1, position: 5, chunk: json("x").subarray(10) };
    const together = await joinEvents([forged(first, 1), forged(second, 2)]);
    expect(together.map(textOf)).toEqual(["x"]);
    const changes = [{ deflated: true }, { parts: 3 }, { eventId: randomBytes(8) }, { position: 6 }, { lane: 0 }];
    for (const change of changes) {
      const joined = await joinEvents([forged(first, 1), forged({ ...second, ...change }, 2)]);
      expect(joined.map(({ state }) => state)).toEqual(["incomplete", "incomplete"]);
    }
  });

  test("join: within a lane position decides, although the log shuffled what arrived in one interval", async () => {
    const three = await posted("drie", at(3), [10]);
    const one = await posted("een", at(1), [12]);
    const two = await posted("twee", at(2), [11]);
    expect((await joinEvents([...three, ...one, ...two])).map(textOf)).toEqual(["een", "twee", "drie"]);
  });

  test("join: between lanes the log decides, and nobody is shown before what stood lower in their lane", async () => {
    const member1 = await posted("lid 1", at(1), [20]);
    const member2 = await posted("lid 2", at(2), [5]);
    const submitter1 = await posted("melder 1", { lane: 0, position: 1 }, [10]);
    const submitter2 = await posted("melder 2", { lane: 0, position: 2 }, [30]);
    const joined = await joinEvents([...member2, ...submitter2, ...submitter1, ...member1]);
    expect(joined.map(textOf)).toEqual(["melder 1", "lid 1", "lid 2", "melder 2"]);
  });

  test("join: the order does not depend on the order in which parts were found", async () => {
    const places = fc.uniqueArray(fc.tuple(fc.constantFrom(0, MEMBER_LANE), fc.nat({ max: 4 })), {
      maxLength: 8,
      selector: String,
    });
    await fc.assert(
      fc.asyncProperty(places, async (chosen) => {
        const indexes = shuffled(chosen.map((_, i) => i));
        const parts = chosen.map(([lane, position], i) =>
          forged({ eventId: randomBytes(8), lane, position, chunk: json(`${lane}/${position}`) }, indexes[i]),
        );
        const joined = await joinEvents(parts);
        expect((await joinEvents(shuffled(parts))).map(textOf)).toEqual(joined.map(textOf));
        expect(joined).toHaveLength(chosen.length);
        for (const lane of [0, MEMBER_LANE]) {
          const positions = joined.filter((event) => event.lane === lane).map(({ position }) => position);
          expect(positions).toEqual([...positions].sort((a, b) => a - b));
        }
      }),
      { numRuns: 20 },
    );
  });

  test("join: an unknown type needs a newer program; what is no event cannot be opened", async () => {
    const states = async (chunk: Uint8Array, deflated = false): Promise<string[]> =>
      (await joinEvents([forged({ chunk, deflated })])).map(({ state }) => state);
    expect(await states(utf8('{"type":"reaction"}'))).toEqual(["needs_newer_version"]);
    expect(await states(utf8('{"type":"message"}'))).toEqual(["cannot_open"]);
    expect(await states(new Uint8Array(0))).toEqual(["cannot_open"]);
    expect(await states(json("x"), true)).toEqual(["cannot_open"]);
    expect(await states(Uint8Array.of(0xff, 0xfe))).toEqual(["cannot_open"]);
  });

  test("join: whatever validly signed parts contain, each comes to one state", async () => {
    const chunks = fc.oneof(anyBytes(100), mutatedText(JSON.stringify(message("x"))).map(utf8));
    await fc.assert(
      fc.asyncProperty(chunks, fc.boolean(), fc.nat({ max: 3 }), async (chunk, deflated, part) => {
        const parts: VerifiedPart[] = [
          forged({ chunk, deflated, part, parts: 4, position: 4 }),
          forged({ chunk, deflated }),
        ];
        const joined = await joinEvents(parts);
        expect(joined).toHaveLength(2);
        for (const { state } of joined) {
          expect(["event", "incomplete", "needs_newer_version", "cannot_open"]).toContain(state);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("join: of nothing comes nothing", async () => {
    expect(await joinEvents([])).toEqual([]);
  });
});

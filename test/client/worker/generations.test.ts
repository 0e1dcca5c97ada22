// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { beforeEach, describe, expect, test, vi } from "vitest";
import { base64url, encodeHeldToken, openOpening, SIZE_CLASSES } from "#crypto";
import { noise } from "../../crypto/thread/fixture.ts";
import {
  device,
  deskWith,
  KEYS,
  look,
  memberWrites,
  opened,
  openedWith,
  organisationAfter,
  organisationWithoutTeam,
  sendSignal,
  SIGNAL,
  textsAt,
  textsIn,
} from "./generations.ts";
import { ORIGIN, seed } from "./history.ts";
import { LettersBoard, memberTokens } from "./letters-board.ts";

// The submitter's own code against a log that is signed, vouched for and verified; the desk's own code beside it.

let board: LettersBoard;

beforeEach(() => {
  board = new LettersBoard();
  board.open();
  return () => {
    vi.useRealTimers();
    board.close();
  };
});

const date = "2026-11-25";
const says = (text: string): { type: "message"; date: string; text: string; tokens: string[] } => ({
  type: "message",
  date,
  text,
  tokens: [],
});

/** How many openings of any kind a key of the team opens. */
function openingsFor(epoch: number): number {
  const [key] = KEYS.slice(epoch, epoch + 1);
  if (key === undefined) throw new Error("no such key");
  const results = board
    .envelopes()
    .map((envelope, index) => openOpening(key, envelope, index, ORIGIN, () => undefined));
  return results.filter((opening) => typeof opening !== "string").length;
}

describe("generations: when the team has another key", () => {
  test("the page names who can read, who left and who joined, and the next message goes to those who are there", async () => {
    await sendSignal(board);
    await memberWrites(board, "d", says("Wij lezen het."));
    const { session, view } = await opened(organisationAfter(1));
    expect(view.readers).toEqual({ now: ["C"], still: ["D"], former: [], joining: ["E"] });
    expect(view.reopening).toBe("due");
    await session.sendMessage("Alleen voor wie er nu zijn.");
    board.sequence();
    const after = await look(session);
    expect(after.readers).toEqual({ now: ["C", "E"], still: [], former: ["D"], joining: [] });
    expect(after.reopening).toBe("none");
    expect(textsIn(after)).toEqual(["Wij lezen het.", "Alleen voor wie er nu zijn."]);
    expect(after.conversation.every(({ inLog }) => inLog)).toBe(true);
    // Known from the log alone, on a device that has nothing but the codename.
    expect((await opened(organisationAfter(1))).view).toMatchObject({
      readers: after.readers,
      reopening: "none",
      conversation: after.conversation,
    });
  });

  test("who left, with the team's old key and all secrets of the thread until then, reads nothing of what comes after", async () => {
    await sendSignal(board);
    await (await opened(organisationAfter(0))).session.sendMessage("Vóór het vertrek.");
    board.sequence();
    await (await opened(organisationAfter(1))).session.sendMessage("Na het vertrek.");
    board.sequence();
    await memberWrites(board, "e", says("Antwoord na het vertrek."), { generation: 1 });
    expect(await textsAt(await deskWith([0], organisationAfter(1)))).toEqual(["Vóór het vertrek."]);
    expect(openingsFor(0)).toBe(1);
    expect(openedWith(0, board)).toHaveLength(1);
    // And who has both keys reads it as one case.
    const both = await deskWith([0, 1], organisationAfter(1));
    expect(await textsAt(both)).toEqual(["Vóór het vertrek.", "Na het vertrek.", "Antwoord na het vertrek."]);
    expect((await both.thread()).signal?.title).toBe("Te laat");
    // Who has only the new one reads what came since, until a member seals the rest to it.
    expect(await textsAt(await deskWith([1], organisationAfter(1)))).toEqual([
      "Na het vertrek.",
      "Antwoord na het vertrek.",
    ]);
  });

  test("it is opened once: what follows goes on in the same generation", async () => {
    await sendSignal(board);
    const { session } = await opened(organisationAfter(1));
    await session.sendMessage("Een.");
    await session.sendMessage("Twee.");
    board.sequence();
    await (await opened(organisationAfter(1))).session.sendMessage("Drie.");
    board.sequence();
    expect(openingsFor(1)).toBe(1);
    expect(openedWith(1, board)).toHaveLength(3);
    expect(textsIn((await opened(organisationAfter(1))).view).toSorted()).toEqual(["Drie.", "Een.", "Twee."]);
  });

  test("a second change begins a third generation, and those of before stay former readers", async () => {
    await sendSignal(board);
    await (await opened(organisationAfter(1))).session.sendMessage("Een.");
    board.sequence();
    const { session, view } = await opened(organisationAfter(2));
    expect(view.readers).toEqual({ now: ["E"], still: ["C"], former: ["D"], joining: ["F"] });
    await session.sendMessage("Twee.");
    board.sequence();
    const fresh = await opened(organisationAfter(2));
    expect(fresh.view.readers).toEqual({ now: ["E", "F"], still: [], former: ["D", "C"], joining: [] });
    expect(textsIn(fresh.view)).toEqual(["Een.", "Twee."]);
    expect(await textsAt(await deskWith([1], organisationAfter(2)))).toEqual(["Een."]);
    expect(await textsAt(await deskWith([2], organisationAfter(2)))).toEqual(["Twee."]);
  });

  test("a team that is no longer in the list: messages go on as before, and the page names who can read", async () => {
    await sendSignal(board);
    const { session, view } = await opened(organisationWithoutTeam());
    expect(view).toMatchObject({ team: null, reopening: "none" });
    expect(view.readers).toEqual({ now: [], still: ["C", "D"], former: [], joining: [] });
    await session.sendMessage("Is daar nog iemand?");
    board.sequence();
    expect(await textsAt(await deskWith([0], organisationWithoutTeam()))).toEqual(["Is daar nog iemand?"]);
  });
});

describe("generations: what is found", () => {
  test("a device with the codename alone finds the newest in the four bundles that everybody reads", async () => {
    await sendSignal(board);
    board.growBy(3);
    await (await opened(organisationAfter(1))).session.sendMessage("Na het vertrek.");
    board.sequence();
    board.growBy(3);
    const visit = async (master: Uint8Array): Promise<{ seen: string[]; bundles: string[] }> => {
      const [seen, asked] = [board.seen.length, board.asked.length];
      await device(organisationAfter(1), master).read(false, () => undefined);
      const bundles = board.asked.slice(asked).filter((path) => path.includes("/bundles/"));
      return { seen: board.seen.slice(seen), bundles };
    };
    const [own, nobodys] = [await visit(seed(9)), await visit(seed(77))];
    for (const { bundles } of [own, nobodys]) expect(new Set(bundles).size).toBe(4);
    expect(own.seen.filter((request) => request === `/v1/oblivious ${SIZE_CLASSES.read.request}`)).toHaveLength(4);
    // Which they are, nobody on the way sees.
    expect(own.seen).toEqual(nobodys.seen);
    const { view } = await opened(organisationAfter(1));
    expect(textsIn(view)).toEqual(["Na het vertrek."]);
    expect(view.signal).toBeNull();
  });

  test("what was begun and never arrived hides nothing that came after it", async () => {
    await sendSignal(board);
    const { session } = await opened(organisationAfter(1));
    board.losing = "burst";
    await expect(session.sendMessage("Kwijt.")).rejects.toMatchObject({ code: "offline" });
    // Another team by the time that it is said again: what was lost may have arrived, and is not written on in.
    session.use(organisationAfter(2));
    await look(session);
    await session.sendMessage("Toch.");
    board.sequence();
    expect(openedWith(1, board)).toEqual([]);
    expect(openedWith(2, board)).toHaveLength(1);
    expect(textsIn((await opened(organisationAfter(2))).view)).toEqual(["Toch."]);
  });

  test("what somebody who left signs after others took their place is not shown as theirs", async () => {
    await sendSignal(board);
    await memberWrites(board, "d", says("Toen ik er nog was."));
    await (await opened(organisationAfter(1))).session.sendMessage("Na het vertrek.");
    board.sequence();
    await memberWrites(board, "d", says("Toen ik weg was."), { position: 1 });
    await memberWrites(board, "c", says("Met de oude sleutel."), { position: 0 });
    const { view } = await opened(organisationAfter(1));
    expect(textsIn(view)).toEqual(["Toen ik er nog was.", "Na het vertrek.", "Met de oude sleutel."]);
  });

  test("what stands in somebody's name without their signature is not shown, and it is said in whose name", async () => {
    await sendSignal(board);
    await memberWrites(board, "c", says("Niet van C."), { signer: "d" });
    await memberWrites(board, "d", says("Niet van de melder."), { lane: 0, position: 3 });
    const { view } = await opened(organisationAfter(0));
    expect(view.forged).toHaveLength(2);
    expect(new Set(view.forged)).toEqual(new Set(["C", null]));
    expect(textsIn(view)).toEqual([]);
  });
});

describe("generations: when it stays as it is", () => {
  test("somebody who must not see it is in the team now: it stays with those who could read it", async () => {
    await sendSignal(board, { ...SIGNAL, excluded: ["e"] });
    const { session, view } = await opened(organisationAfter(1));
    expect(view.reopening).toBe("excluded");
    await session.sendMessage("Niet voor E.");
    board.sequence();
    expect(openingsFor(1)).toBe(0);
    expect(await textsAt(await deskWith([1], organisationAfter(1)))).toEqual([]);
    expect(await textsAt(await deskWith([0], organisationAfter(1)))).toEqual(["Niet voor E."]);
    expect((await opened(organisationAfter(1))).view.readers).toMatchObject({
      now: ["C"],
      still: ["D"],
      joining: ["E"],
    });
  });

  test("a signal that was not read may exclude anybody: it is opened to nobody else before it was", async () => {
    await sendSignal(board);
    // The newest two, the note's and a message's: no room for the signal's among the four.
    for (const text of ["Nul.", "Een."]) {
      board.growBy(2);
      await (await opened(organisationAfter(0))).session.sendMessage(text);
      board.sequence();
    }
    board.growBy(3);
    const { session, view } = await opened(organisationAfter(1));
    expect(view).toMatchObject({ signal: null, reopening: "unread", hasOlder: true });
    await session.sendMessage("Twee.");
    board.sequence();
    expect(openingsFor(1)).toBe(0);
    let older = await look(session, true);
    while (older.hasOlder) older = await look(session, true);
    expect(older).toMatchObject({ signal: { title: "Te laat" }, reopening: "due" });
    await session.sendMessage("Drie.");
    board.sequence();
    expect(openingsFor(1)).toBe(1);
    expect(await textsAt(await deskWith([1], organisationAfter(1)))).toEqual(["Drie."]);
  });

  test("keys that nobody vouches for get nothing: what is said goes on under the old ones", async () => {
    await sendSignal(board);
    const { session, view } = await opened(organisationAfter(1, { fresh: false, since: null }));
    expect(view.reopening).toBe("unvouched");
    await session.sendMessage("Intussen.");
    board.sequence();
    expect(openingsFor(1)).toBe(0);
    expect(await textsAt(await deskWith([0], organisationAfter(1)))).toEqual(["Intussen."]);
  });
});

describe("generations: only to those whom the page named", () => {
  test("another device knows a newer team: nothing is sealed to the key that somebody left with", async () => {
    await sendSignal(board);
    const { session } = await opened(organisationAfter(1));
    await (await opened(organisationAfter(2))).session.sendMessage("Voor E en F.");
    board.sequence();
    const openings = openingsFor(1);
    expect((await look(session)).reopening).toBe("behind");
    const posted = board.bursts.length;
    await expect(session.sendMessage("Nu?")).rejects.toMatchObject({ code: "readers_changed" });
    expect(board.bursts).toHaveLength(posted);
    session.use(organisationAfter(2));
    expect(await look(session)).toMatchObject({ reopening: "none", readers: { now: ["E", "F"] } });
    await session.sendMessage("Nu wel.");
    board.sequence();
    expect(openingsFor(1)).toBe(openings);
    expect(await textsAt(await deskWith([2], organisationAfter(2)))).toEqual(["Voor E en F.", "Nu wel."]);
  });

  test("witnesses that were there when the page was read and are not any more: it is said before anything is sent", async () => {
    await sendSignal(board);
    const since = Math.floor(Date.now() / 1000) - 24 * 3600 + 1;
    const { session, view } = await opened(organisationAfter(1, { fresh: true, since }));
    expect(view.reopening).toBe("due");
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ["Date"] });
    const posted = board.bursts.length;
    await expect(session.sendMessage("Alleen voor C en E.")).rejects.toMatchObject({ code: "readers_changed" });
    expect(board.bursts).toHaveLength(posted);
    expect((await look(session)).reopening).toBe("unvouched");
    await session.sendMessage("Dan ook voor D.");
    board.sequence();
    expect(await textsAt(await deskWith([0], organisationAfter(1)))).toEqual(["Dan ook voor D."]);
  });
});

describe("generations: nothing is lost or garbled", () => {
  test("two devices that open the next one at once: everything is read, by both and by the team", async () => {
    await sendSignal(board);
    const [one, other] = [await opened(organisationAfter(1)), await opened(organisationAfter(1))];
    await one.session.sendMessage("Van de ene.");
    await other.session.sendMessage("Van de andere.");
    board.sequence();
    for (const { session } of [one, other])
      expect(textsIn(await look(session)).toSorted()).toEqual(["Van de andere.", "Van de ene."]);
    const desk = await textsAt(await deskWith([1], organisationAfter(1)));
    expect(desk.toSorted()).toEqual(["Van de andere.", "Van de ene."]);
    const openings = openingsFor(1);
    for (const [i, { session }] of [one, other].entries()) await session.sendMessage(`Later ${i}.`);
    board.sequence();
    expect(openingsFor(1)).toBe(openings);
    expect(await textsAt(await deskWith([1], organisationAfter(1)))).toHaveLength(4);
    expect(await textsAt(await deskWith([0], organisationAfter(1)))).toEqual([]);
  });

  test.each(["answer", "burst"] as const)("a lost %s: the same bytes go again, and it is said once", async (losing) => {
    await sendSignal(board);
    const { session } = await opened(organisationAfter(1));
    board.losing = losing;
    await expect(session.sendMessage("Eén keer.")).rejects.toMatchObject({ code: "offline" });
    await session.sendMessage("Eén keer.");
    const [first, again] = board.bursts.slice(-2);
    expect(again).toEqual(first);
    board.sequence();
    expect(textsIn(await look(session))).toEqual(["Eén keer."]);
    expect(openingsFor(1)).toBe(1);
  });

  test("a lost answer that the log has by the time it is sent again: still the same bytes", async () => {
    await sendSignal(board);
    const { session } = await opened(organisationAfter(1));
    board.losing = "answer";
    await expect(session.sendMessage("Eén keer.")).rejects.toMatchObject({ code: "offline" });
    board.sequence();
    expect(await look(session)).toMatchObject({ reopening: "none", readers: { now: ["C", "E"], former: ["D"] } });
    await session.sendMessage("Eén keer.");
    const [first, again] = board.bursts.slice(-2);
    expect(again).toEqual(first);
    board.sequence();
    expect(textsIn(await look(session))).toEqual(["Eén keer."]);
  });

  test("a lost answer, and another team by the time it is sent again: who left since never reads what is said then", async () => {
    await sendSignal(board);
    const { session } = await opened(organisationAfter(1));
    board.losing = "answer";
    await expect(session.sendMessage("Voor C en E.")).rejects.toMatchObject({ code: "offline" });
    session.use(organisationAfter(2));
    await look(session);
    await session.sendMessage("Voor E en F.");
    board.sequence();
    expect(await textsAt(await deskWith([1], organisationAfter(2)))).toEqual(["Voor C en E."]);
    expect(await textsAt(await deskWith([2], organisationAfter(2)))).toEqual(["Voor E en F."]);
    const { view } = await opened(organisationAfter(2));
    expect(textsIn(view)).toHaveLength(2);
    expect(view).toMatchObject({ reopening: "none", readers: { now: ["E", "F"], still: [] } });
  });

  test("a token that another device spent: the log is read, and what goes is sealed to the same people once", async () => {
    await sendSignal(board);
    const [one, other] = [await opened(organisationAfter(1)), await opened(organisationAfter(1))];
    await one.session.sendMessage("Van de ene.");
    board.sequence();
    // Its first token is the one that was spent.
    await other.session.sendMessage("Van de andere.");
    board.sequence();
    expect(openingsFor(1)).toBe(1);
    expect(openedWith(1, board)).toHaveLength(2);
    expect(textsIn(await look(one.session))).toEqual(["Van de ene.", "Van de andere."]);
  });
});

describe("generations: room", () => {
  test("a burst that opens the next one has room for three parts, says so, and takes no more", async () => {
    await sendSignal(board);
    const PART = 7036 - 17 - 64;
    const long = noise(4 * PART);
    const before = await opened(organisationAfter(0));
    expect(before.view.room.availableBytes).toBe(4 * PART);
    expect(await before.session.measureMessage(long)).toMatchObject({ availableBytes: 4 * PART, fits: true });
    const { session, view } = await opened(organisationAfter(1));
    expect(view.room.availableBytes).toBe(3 * PART);
    expect(await session.measureMessage(long)).toMatchObject({ availableBytes: 3 * PART, fits: false });
    const posted = board.bursts.length;
    await expect(session.sendMessage(long)).rejects.toMatchObject({ code: "too_long" });
    expect(board.bursts).toHaveLength(posted);
    await session.sendMessage("Kort.");
    board.sequence();
    await look(session);
    expect(await session.measureMessage(long)).toMatchObject({ availableBytes: 4 * PART, fits: true });
    await session.sendMessage(long);
    board.sequence();
    expect(textsIn(await look(session))).toEqual(["Kort.", long]);
    expect(await textsAt(await deskWith([1], organisationAfter(1)))).toEqual(["Kort.", long]);
  });
});

describe("responses", () => {
  test("a yes or no goes to what it answers, in the newest generation, and the last one counts", async () => {
    await sendSignal(board);
    await memberWrites(board, "c", { type: "route", date, route: "integrity", text: "Daar past het.", tokens: [] });
    const { session, view } = await opened(organisationAfter(1));
    const [asked] = view.conversation;
    expect(asked).toMatchObject({ name: "C", answered: null, words: { what: "route" } });
    const to = asked?.id ?? "";
    await session.sendResponse({ what: "response", to, agrees: true, text: "" });
    board.sequence();
    expect((await look(session)).conversation[0]?.answered).toMatchObject({ agrees: true });
    await session.sendResponse({ what: "response", to, agrees: false, text: "Toch niet." });
    board.sequence();
    expect((await look(session)).conversation[0]?.answered).toMatchObject({ agrees: false, text: "Toch niet." });
    const desk = await deskWith([0, 1], organisationAfter(1));
    expect((await desk.thread()).entries.map(({ event }) => event.type)).toEqual(["route", "response", "response"]);
  });

  test.each([
    ["nothing that stands there", "3/AAAAAAAAAAA"],
    ["a message", null],
    ["no place at all", ""],
  ])("one to %s is refused, and nothing is sent", async (_what, name) => {
    await sendSignal(board);
    await memberWrites(board, "c", says("Waar precies?"));
    const { session, view } = await opened(organisationAfter(0));
    const to = name ?? view.conversation[0]?.id ?? "";
    const posted = board.bursts.length;
    const response = { what: "response", to, agrees: true, text: "" } as const;
    await expect(session.sendResponse(response)).rejects.toMatchObject({ code: "refused" });
    expect(board.bursts).toHaveLength(posted);
  });
});

test.each([
  ["a route", { type: "route", date, route: "dissent", text: "" } as const],
  ["a paraphrase", { type: "paraphrase", date, text: "Kort gezegd." } as const],
])("tokens: what comes with %s can be written back with", async (_what, event) => {
  await sendSignal(board);
  const { postsLeft } = (await opened(organisationAfter(0))).view;
  const tokens = memberTokens(2).map((token) => base64url(encodeHeldToken({ ...token, givenByDesk: true })));
  await memberWrites(board, "c", { ...event, tokens });
  expect((await opened(organisationAfter(0))).view.postsLeft).toBe(postsLeft + 2);
});

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { randomBytes, SIZE_CLASSES } from "#crypto";
import { signalText } from "../../signal.ts";
import type { Sealed } from "../../unlinkability/wire.ts";
import { BURSTS_PATH } from "../board.ts";
import { Office, type Desk } from "./office.ts";

// Two teams at one board, with the client's own code: what each of their members reads, writes and does not.

const NOOR = "noor-haddad";
const WILLEM = "willem-brouwer";
const SASKIA = "saskia-de-wit";
const MARJAN = "marjan-postma";

async function signalled(office: Office, team = "oost", excluded: string[] = []): Promise<Uint8Array> {
  const master = randomBytes(32);
  const submitter = await office.submitter(master);
  const shown = await office.team(team);
  await office.outside(() => submitter.sendSignal(signalText({ excluded }), shown));
  await office.sequence();
  return master;
}

const told = async (desk: Desk): Promise<string[]> =>
  (await desk.case()).conversation.map(({ words }) => (words.what === "message" ? words.text : words.what));

test("team: what one notes and takes on the other of the team sees, and nobody else", async () => {
  const office = await Office.open();
  const master = await signalled(office);
  const [noor, willem, saskia] = [await office.desk(NOOR), await office.desk(WILLEM), await office.desk(SASKIA)];
  const { id } = await noor.case();
  await noor.does((session) => session.note(id, "Ik bel eerst met de OR."));
  await noor.does((session) => session.giveTask(id, NOOR, "triages"));
  // At once on her own page, before the log has it.
  expect((await noor.case()).side).toMatchObject({ triages: { id: NOOR }, notes: [{ inLog: false }] });
  await office.sequence();
  const theirs = await willem.case();
  expect(theirs.side).toMatchObject({
    triages: { id: NOOR, name: "Noor Haddad" },
    everTriaged: [NOOR],
    notes: [{ name: "Noor Haddad", text: "Ik bel eerst met de OR.", carriedBy: null, inLog: true }],
  });
  expect(theirs.conversation).toEqual([]);
  await expect(willem.does((session) => session.giveTask(theirs.id, NOOR, "supports"))).rejects.toMatchObject({
    code: "refused",
  });
  await expect(willem.does((session) => session.giveTask(theirs.id, SASKIA, "supports"))).rejects.toMatchObject({
    code: "refused",
  });
  expect((await saskia.read()).threads).toEqual([]);
  const submitter = await office.submitter(master);
  const seen = JSON.stringify(await office.outside(() => submitter.read(false, () => undefined)));
  expect(seen).toContain("found");
  expect(seen).not.toContain("Ik bel");
});

test("team: two who answer at once, one on a network that loses answers, lose and garble nothing", async () => {
  const office = await Office.open();
  await signalled(office);
  const [noor, willem] = [await office.desk(NOOR), await office.desk(WILLEM)];
  const [hers, his] = [await noor.case(), await willem.case()];
  office.wire.losing.add(BURSTS_PATH);
  const say = (): Promise<unknown> =>
    noor.does((session) => session.reply(hers.id, { what: "message", text: "Van Noor." }));
  await expect(say()).rejects.toMatchObject({ code: "offline" });
  await willem.does((session) => session.reply(his.id, { what: "message", text: "Van Willem." }));
  await say();
  await office.sequence();
  for (const desk of [noor, willem, await office.desk(NOOR)])
    expect((await told(desk)).sort()).toEqual(["Van Noor.", "Van Willem."]);
});

test("team: two devices of one member write at once, and both stand there", async () => {
  const office = await Office.open();
  await signalled(office);
  const devices = [await office.desk(NOOR), await office.desk(NOOR)];
  for (const [i, desk] of devices.entries()) {
    const { id } = await desk.case();
    await desk.does((session) => session.reply(id, { what: "message", text: `Apparaat ${i}.` }));
    await desk.does((session) => session.note(id, `Notitie ${i}.`));
  }
  await office.sequence();
  for (const desk of devices) {
    expect((await told(desk)).sort()).toEqual(["Apparaat 0.", "Apparaat 1."]);
    expect((await desk.case()).side.notes.map(({ text }) => text).sort()).toEqual(["Notitie 0.", "Notitie 1."]);
  }
});

test("team: a late joiner reads nothing of before until it is sealed to the team, and then all of it that is open", async () => {
  const office = await Office.open();
  await signalled(office);
  const before = await office.desk(NOOR);
  const { id } = await before.case();
  await before.does((session) => session.reply(id, { what: "message", text: "Wij lezen het." }));
  await before.does((session) => session.note(id, "Gebeld."));
  await before.does((session) => session.giveTask(id, WILLEM, "supports"));
  await office.sequence();
  await office.replace();

  const marjan = await office.desk(MARJAN);
  expect((await marjan.read()).threads).toEqual([]);
  const noor = await office.desk(NOOR);
  const view = await noor.read();
  expect(view).toMatchObject({ toReseal: 1, threads: [{ sealedTo: "earlier" }] });
  expect(view.threads[0]?.readers).toEqual({
    now: ["Noor Haddad"],
    still: ["Willem Brouwer"],
    former: [],
    joining: ["Marjan Postma"],
  });
  await noor.does((session) => session.reseal(() => undefined));
  await office.sequence();
  expect(await noor.read()).toMatchObject({ toReseal: 0, threads: [{ sealedTo: "present" }] });

  const shown = await marjan.case();
  expect(shown.signal?.title).toBe(signalText().title);
  expect(shown.conversation.map(({ words }) => words.what)).toEqual(["message"]);
  expect(shown.side).toMatchObject({
    everSupported: [WILLEM],
    notes: [{ name: "Noor Haddad", text: "Gebeld.", carriedBy: "Noor Haddad" }],
  });
  // Who joined can answer, and the same comes back to who was there.
  await marjan.does((session) => session.reply(shown.id, { what: "message", text: "Ik ben nieuw hier." }));
  await office.sequence();
  expect(await told(noor)).toEqual(["Wij lezen het.", "Ik ben nieuw hier."]);
});

test("team: a second re-sealing does nothing twice, also when the answer to the first was lost", async () => {
  const office = await Office.open();
  await signalled(office);
  await (await office.desk(NOOR)).case();
  await office.replace();
  const noor = await office.desk(NOOR);
  await noor.read();
  office.wire.losing.add(BURSTS_PATH);
  await expect(noor.does((session) => session.reseal(() => undefined))).rejects.toMatchObject({ code: "offline" });
  await noor.does((session) => session.reseal(() => undefined));
  await office.sequence();
  expect(await noor.does((session) => session.reseal(() => undefined))).toBeNull();
  const marjan = await office.desk(MARJAN);
  expect((await marjan.case()).signal?.title).toBe(signalText().title);
});

test("team: re-sealing that breaks off anywhere leaves nobody without what was noted", async () => {
  for (const failing of [1, 2]) {
    const office = await Office.open();
    await signalled(office);
    const before = await office.desk(NOOR);
    const { id } = await before.case();
    await before.does((session) => session.note(id, "Gebeld."));
    await before.does((session) => session.giveTask(id, NOOR, "supports"));
    await office.sequence();
    await office.replace();
    const noor = await office.desk(NOOR);
    await noor.read();
    let bursts = 0;
    office.wire.cutting = (path) => path === BURSTS_PATH && ++bursts === failing;
    const broken = noor.does((session) => session.reseal(() => undefined));
    await expect(broken).rejects.toMatchObject({ code: "offline" });
    await office.sequence();
    expect(await noor.read()).toMatchObject({ toReseal: 1 });
    await noor.does((session) => session.reseal(() => undefined));
    await office.sequence();
    const { side } = await (await office.desk(MARJAN)).case();
    expect(side).toMatchObject({ everSupported: [NOOR], notes: [{ text: "Gebeld.", carriedBy: "Noor Haddad" }] });
    // Who was there reads it once, as it was written.
    expect((await noor.case()).side.notes).toMatchObject([{ text: "Gebeld.", carriedBy: null }]);
  }
});

test("team: somebody whom the submitter kept out is not let in by a team that changes", async () => {
  const office = await Office.open();
  await signalled(office, "oost", [MARJAN]);
  await (await office.desk(NOOR)).case();
  await office.replace();
  const noor = await office.desk(NOOR);
  expect(await noor.read()).toMatchObject({ toReseal: 0, threads: [{ sealedTo: "excluded" }] });
  expect(await noor.does((session) => session.reseal(() => undefined))).toBeNull();
  await office.sequence();
  expect((await (await office.desk(MARJAN)).read()).threads).toEqual([]);
});

test("team: an excluded person's keyring opens nothing that was sent to the other team", async () => {
  const office = await Office.open();
  await signalled(office, "west", [NOOR]);
  expect((await (await office.desk(NOOR)).read()).threads).toEqual([]);
  expect((await (await office.desk(SASKIA)).case()).signal?.excluded).toEqual([NOOR]);
});

test("team: who left reads on until the submitter writes again, is named until then, and reads nothing after it", async () => {
  const office = await Office.open();
  const master = await signalled(office);
  const willem = await office.desk(WILLEM);
  await willem.case();
  await office.replace();
  const noor = await office.desk(NOOR);
  const { id } = await noor.case();
  await noor.does((session) => session.reseal(() => undefined));
  await noor.does((session) => session.reply(id, { what: "message", text: "Nog onder de oude sleutel." }));
  await office.sequence();
  // With the keys of then, and a program that asks nobody whether he is in the list.
  expect(await told(willem)).toEqual(["Nog onder de oude sleutel."]);
  const submitter = await office.submitter(master);
  const found = await office.outside(() => submitter.read(false, () => undefined));
  expect(found).toMatchObject({
    reopening: "due",
    readers: { now: ["Noor Haddad"], still: ["Willem Brouwer"], joining: ["Marjan Postma"] },
  });
  await office.outside(() => submitter.sendMessage("Vanaf nu zo."));
  await office.sequence();
  await noor.case();
  await noor.does((session) => session.reply(id, { what: "message", text: "Onder de nieuwe." }));
  await noor.does((session) => session.note(id, "Ook dit."));
  await office.sequence();
  const all = ["Nog onder de oude sleutel.", "Vanaf nu zo.", "Onder de nieuwe."];
  expect(await told(noor)).toEqual(all);
  expect(await told(await office.desk(MARJAN))).toEqual(all);
  expect((await noor.case()).readers).toMatchObject({ now: ["Noor Haddad", "Marjan Postma"], still: [] });
  expect(await told(willem)).toEqual(["Nog onder de oude sleutel."]);
  expect((await willem.case()).side.notes).toEqual([]);
  const again = await office.submitter(master);
  expect(await office.outside(() => again.read(false, () => undefined))).toMatchObject({
    reopening: "none",
    readers: { now: ["Noor Haddad", "Marjan Postma"], still: [], former: ["Willem Brouwer"] },
  });
});

test("team: what the submitter said on another page just before the thread went on is read, wherever it stands", async () => {
  const office = await Office.open();
  const master = await signalled(office);
  await (await office.desk(NOOR)).case();
  const early = await office.submitter(master);
  await office.outside(() => early.read(false, () => undefined));
  await office.replace();
  const later = await office.submitter(master);
  await office.outside(() => later.read(false, () => undefined));
  // Both in one interval, in which the log shuffles.
  await office.outside(() => early.sendMessage("Van een oude pagina."));
  await office.outside(() => later.sendMessage("Met de nieuwe sleutel."));
  await office.sequence();
  expect((await told(await office.desk(NOOR))).sort()).toEqual(["Met de nieuwe sleutel.", "Van een oude pagina."]);
  // A page of before that reads on says nothing more to who left.
  await office.outside(() => early.read(false, () => undefined));
  await expect(office.outside(() => early.sendMessage("En nog iets."))).rejects.toMatchObject({
    code: "readers_changed",
  });
});

test("team: who supports the submitter does not decide on the way", async () => {
  const office = await Office.open();
  await signalled(office);
  const noor = await office.desk(NOOR);
  const { id } = await noor.case();
  await noor.does((session) => session.giveTask(id, NOOR, "supports"));
  for (const words of [
    { what: "route", route: "complaint", text: "" },
    { what: "closed", outcome: "none", reasons: "Klaar." },
  ] as const)
    await expect(noor.does((session) => session.reply(id, words))).rejects.toMatchObject({ code: "refused" });
  await noor.does((session) => session.reply(id, { what: "message", text: "Ik sta naast u." }));
});

test("team: whatever a member does is one burst like any submitter's, without a cookie", async () => {
  const office = await Office.open();
  const master = await signalled(office);
  const noor = await office.desk(NOOR);
  const { id } = await noor.case();
  const acts: ((desk: Desk) => Promise<unknown>)[] = [
    (desk) => desk.does((session) => session.reply(id, { what: "seen" })),
    (desk) => desk.does((session) => session.reply(id, { what: "message", text: "Dank u." })),
    (desk) => desk.does((session) => session.reply(id, { what: "route", route: "integrity", text: "" })),
    (desk) => desk.does((session) => session.reply(id, { what: "paraphrase", text: "Een collega vraagt uitstel." })),
    (desk) => desk.does((session) => session.note(id, "Gebeld.")),
    (desk) => desk.does((session) => session.giveTask(id, NOOR, "triages")),
  ];
  for (const act of acts) await act(noor);
  await office.sequence();
  await noor.case();
  await office.replace();
  const again = await office.desk(NOOR);
  await again.case();
  await again.does((session) => session.reseal(() => undefined));
  await office.sequence();
  const submitter = await office.submitter(master);
  await office.outside(() => submitter.read(false, () => undefined));
  await office.outside(() => submitter.sendMessage("Graag."));

  const bursts = office.wire.sealed(BURSTS_PATH);
  // The signal, six acts, a re-sealing and what was noted carried along, the submitter's message.
  expect(bursts).toHaveLength(1 + acts.length + 2 + 1);
  // Each went sealed, and no other way.
  expect(office.wire.exchanges.filter(({ path }) => path === BURSTS_PATH)).toEqual([]);
  const outside = ({ exchange }: Sealed): unknown => ({
    who: exchange.who,
    method: exchange.method,
    status: exchange.status,
    request: exchange.requestHeaders.map(([name, value]) => [name, value.length]),
    response: exchange.responseHeaders.map(([name, value]) => [name, value.length]),
    sizes: [exchange.requestBody.length, exchange.responseBody.length],
  });
  /** What is left for the gateway to tell one from another by: nothing. */
  const inside = ({ request, status, exchange }: Sealed): unknown => ({
    status,
    token: request.authorization?.length,
    contentType: request.contentType,
    sizes: [request.content.length, exchange.inside?.response?.content.length],
  });
  const { request, response } = SIZE_CLASSES.slot;
  expect(bursts.map(outside)[0]).toMatchObject({ who: null, status: 200, sizes: [request, response] });
  expect(bursts.map(inside)[0]).toMatchObject({ status: 201, sizes: [40_960, expect.any(Number)] });
  for (const burst of bursts) {
    expect(outside(burst)).toEqual(bursts.map(outside)[0]);
    expect(inside(burst)).toEqual(bursts.map(inside)[0]);
  }
});

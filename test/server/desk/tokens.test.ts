// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { SIZE_CLASSES } from "#crypto";
import { OBLIVIOUS_PATH } from "../../../server/oblivious.ts";
import { signalText } from "../../signal.ts";
import type { Exchange } from "../../unlinkability/wire.ts";
import { Office, type Desk } from "./office.ts";

// What a member pays with is taken when they sign in, whatever they do then.

const NOOR = "noor-haddad";
const BATCHES = "/v1/desk/token-batches";
/** Each costs one token, and gives four to whoever is answered: sixty are twelve. */
const ANSWERS = 12;

async function openOffice(): Promise<Office> {
  const office = await Office.open();
  const submitter = await office.submitter();
  const team = await office.team("oost");
  await office.outside(() => submitter.sendSignal(signalText(), team));
  await office.sequence();
  return office;
}

const batchesOf = ({ wire }: Office): Exchange[] => wire.exchanges.filter(({ path }) => path === BATCHES);

async function untilStocked(office: Office, batches: number): Promise<void> {
  await expect.poll(() => batchesOf(office).length, { timeout: 30_000 }).toBe(batches);
}

const answer = (desk: Desk, id: string, text: string): Promise<unknown> =>
  desk.does((session) => session.reply(id, { what: "message", text }));

test("tokens: until sixty are spent a member who answers asks for nothing but slots; the next answer takes one batch more", async () => {
  const office = await openOffice();
  const noor = await office.desk(NOOR);
  await untilStocked(office, 4);
  const { id } = await noor.case();
  const from = office.wire.exchanges.length;
  for (let i = 0; i < ANSWERS; i++) await answer(noor, id, `Antwoord ${i}.`);
  const asked = office.wire.exchanges.slice(from);
  expect(asked).toHaveLength(ANSWERS);
  for (const { who, path, requestBody } of asked)
    expect([who, path, requestBody.length]).toEqual([null, OBLIVIOUS_PATH, SIZE_CLASSES.slot.request]);
  await answer(noor, id, "En nog een.");
  expect(batchesOf(office)).toHaveLength(5);
});

test("tokens: one who signs in and does nothing takes as many, at the same moment", async () => {
  const office = await openOffice();
  const noor = await office.desk(NOOR);
  await untilStocked(office, 4);
  for (const { who, status, requestBody } of batchesOf(office))
    expect([who, status, requestBody.length]).toEqual([NOOR, 200, batchesOf(office)[0]?.requestBody.length]);
  await noor.read();
  await noor.read();
  expect(batchesOf(office)).toHaveLength(4);
});

test("tokens: where none could be taken at the sign-in, the first answer takes them, and whoever posts is told if it cannot", async () => {
  const office = await openOffice();
  let isDown = true;
  office.wire.cutting = (path) => isDown && path === BATCHES;
  const noor = await office.desk(NOOR);
  await untilStocked(office, 1);
  const { id } = await noor.case();
  await expect(answer(noor, id, "Dank u.")).rejects.toMatchObject({ code: "offline" });
  isDown = false;
  await answer(noor, id, "Dank u.");
  await office.sequence();
  expect((await noor.case()).conversation).toMatchObject([{ words: { text: "Dank u." }, inLog: true }]);
});

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { randomBytes } from "#crypto";
import { REQUEST_TYPE } from "../../../server/oblivious.ts";
import { signalText } from "../../signal.ts";
import { BURSTS_PATH, countRows } from "../board.ts";
import { Office } from "../desk/office.ts";

// A relay that holds back, repeats and delivers late, between the client's own code and the real board.

/** @returns status of what comes outside the encryption */
async function deliver({ board }: Office, sealed: Buffer | undefined): Promise<number> {
  const payload = sealed ?? Buffer.alloc(0);
  const headers = { "content-type": REQUEST_TYPE };
  return (await board.board.inject({ method: "POST", url: "/v1/oblivious", headers, payload })).statusCode;
}

test("relay: a burst that is held back, given up and sealed anew is kept once, whichever comes first and however often", async () => {
  const office = await Office.open();
  const master = randomBytes(32);
  const submitter = await office.submitter(master);
  const team = await office.team("oost");
  await office.outside(() => submitter.sendSignal(signalText(), team));
  await office.sequence();
  await office.outside(() => submitter.read(false, () => undefined));
  const say = (): Promise<unknown> => office.outside(() => submitter.sendMessage("Eén keer."));
  office.wire.cutting = (path) => path === BURSTS_PATH;
  await expect(say()).rejects.toMatchObject({ code: "offline" });
  await expect(say()).rejects.toMatchObject({ code: "offline" });
  const held = office.wire.sealed(BURSTS_PATH).slice(1);
  expect(held).toHaveLength(2);
  // The second arrives, and its answer does not.
  expect(await deliver(office, held[1]?.exchange.requestBody)).toBe(200);
  office.wire.cutting = () => false;
  await say();
  expect(await deliver(office, held[0]?.exchange.requestBody)).toBe(200);
  for (const { exchange } of office.wire.sealed(BURSTS_PATH)) {
    expect(await deliver(office, exchange.requestBody)).toBe(400);
  }
  expect(await countRows(office.board.databaseUrl, "pool")).toBe(1);
  expect(await countRows(office.board.databaseUrl, "token_spent")).toBe(2);
  await office.sequence();
  const view = await office.outside(() => submitter.read(false, () => undefined));
  expect(view).toMatchObject({ conversation: [{ words: { text: "Eén keer." }, inLog: true }], postsLeft: 13 });
});

test("relay: a card that is held back while its holder gives up is exchanged once, and gives the same tokens", async () => {
  const office = await Office.open();
  const submitter = await office.submitter();
  office.wire.cutting = (path) => path === "/v1/cards/redemptions";
  await expect(office.outside(() => submitter.exchange())).rejects.toMatchObject({ code: "offline" });
  const [held] = office.wire.sealed("/v1/cards/redemptions");
  expect(await deliver(office, held?.exchange.requestBody)).toBe(200);
  office.wire.cutting = () => false;
  expect(await office.outside(() => submitter.exchange())).toBe(15);
  const team = await office.team("oost");
  await office.outside(() => submitter.sendSignal(signalText(), team));
});

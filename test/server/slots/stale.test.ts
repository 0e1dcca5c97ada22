// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { randomBytes } from "#crypto";
import { signalText } from "../../signal.ts";
import { BURSTS_PATH, countRows, listening, openBoard, type Board } from "../board.ts";
import { Office } from "../desk/office.ts";
import { gatewayKeysOf } from "../gateway-keys.ts";
import { execute } from "../sql.ts";
import { vouchFor } from "../vouched.ts";
import { outside, PageWorker } from "./worker.ts";

// A page that was open for longer than its gateway answers to the key that it has.

const nothing = (): void => undefined;

/** The board as it is after its months: with the next key, and the one before forgotten. */
async function afterMonths({ board, wire }: Office): Promise<{ readonly board: Board; readonly address: string }> {
  await execute(board.databaseUrl, "delete from gateway_key");
  const later = await openBoard({ DATA_DIR: board.config.dataDir }, board.databaseUrl);
  await vouchFor(later);
  wire.gateway = [...wire.gateway, ...(await gatewayKeysOf(later.databaseUrl, later.config.boardKeys))];
  return { board: later, address: await listening(later.board) };
}

/** @param says whether something is said on the page when its key is none any more */
async function staleWorld(says: boolean): Promise<{ office: Office; page: PageWorker; from: number }> {
  const office = await Office.open();
  const master = randomBytes(32);
  const submitter = await office.submitter(master);
  const team = await office.team("oost");
  await office.outside(() => submitter.sendSignal(signalText(), team));
  await office.sequence();
  const page = await PageWorker.open(office.wire, office.visitor(null));
  const { openThread, sendMessage, refreshThread } = page.calls;
  await page.does(({ newestOrganisation }) => newestOrganisation());
  await page.does(() => openThread({ master }, nothing, nothing));
  await page.slot();
  const later = await afterMonths(office);
  page.visitor = { ...page.visitor, address: later.address };
  const from = office.wire.exchanges.length;
  const sending = says ? page.does(() => sendMessage({ text: "Nog iets." }, nothing, page.onLeaving)) : null;
  await page.slot(says ? 1 : 0);
  await page.slot();
  await sending;
  await office.sequence();
  const view = await page.does(() => refreshThread({ older: false }, nothing, nothing));
  expect(view).toMatchObject({ conversation: says ? [{ inLog: true, words: { text: "Nog iets." } }] : [] });
  return { office, page, from };
}

test("slots: on a page with a key of before, the list of keys is read again, and what was said still arrives, once", async () => {
  const { office, page, from } = await staleWorld(true);
  expect(page.told.map(({ what, isAgain }) => [what, isAgain])).toEqual([
    ["burst", false],
    ["burst", true],
  ]);
  const [first, again, ...others] = office.wire.sealed(BURSTS_PATH).slice(1);
  expect(others).toEqual([]);
  expect([first?.status, again?.status]).toEqual([0, 201]);
  expect([first, again].map((sent) => sent?.exchange.requestBody[0])).toEqual([0, 2]);
  expect(again?.request).toEqual(first?.request);
  expect(await countRows(office.board.databaseUrl, "token_spent")).toBe(2);
  // A page on which nothing is said finds out in the same slot, and asks for the same.
  const quiet = await staleWorld(false);
  const seen = ({ office: { wire } }: typeof quiet, since: number): string[] =>
    wire.exchanges
      .slice(since)
      .filter(({ path }) => !path.includes("/logs/letters/") && path !== "/v1/oblivious")
      .map(outside)
      .sort();
  expect(seen({ office, page, from }, from)).toEqual(seen(quiet, quiet.from));
});

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Transaction } from "kysely";
import {
  openGatewayDocument,
  ProtocolError,
  signGatewayDocument,
  type NoteSigner,
  type SigningKey,
} from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { BoardTables } from "../database/schema.ts";
import { appendDocuments, lockDocuments } from "../log/index.ts";
import { dayOf } from "../token/index.ts";
import { drawSeeds, NUMBERS, pairOf, sealSeeds, type PairDays } from "./pair.ts";

export interface GatewayBoard {
  readonly database: Database;
  readonly origin: string;
  /** Of the log `ledger`. */
  readonly ledger: NoteSigner;
  readonly gateway: SigningKey;
}

/** The second day of the month that follows. @param from `YYYY-MM-DD` */
export function lastDayOf(from: string): string {
  const [year = 0, month = 0] = from.split("-").map(Number);
  return dayOf(Date.UTC(year, month, 2));
}

const monthOf = (day: string): string => day.slice(0, 7);

/** The pair that was made last. */
export async function lastPair(database: Database): Promise<PairDays | null> {
  const rows = database.selectFrom("gateway_key").select(["number", "first_day", "last_day"]);
  const row = await rows.orderBy("first_day", "desc").limit(1).executeTakeFirst();
  return row === undefined ? null : { number: row.number, from: row.first_day, until: row.last_day };
}

export const isOfMonth = (pair: PairDays | null, today: string): boolean =>
  pair !== null && monthOf(pair.from) >= monthOf(today);

function numberIn(document: Uint8Array, { origin, gateway }: GatewayBoard): number | null {
  try {
    const [first] = openGatewayDocument(document, origin, gateway.publicKey).configurations;
    return first === undefined ? null : Math.floor(first.keyId / 2);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** Follows the last one, which is in the ledger also where its row is gone. */
function nextNumber(last: PairDays | null, documents: readonly Uint8Array[], board: GatewayBoard): number {
  const known = last?.number ?? documents.map((document) => numberIn(document, board)).findLast((n) => n !== null);
  return known === undefined ? 0 : (known + 1) % NUMBERS;
}

async function make(session: Transaction<BoardTables>, board: GatewayBoard, today: string): Promise<boolean> {
  const documents = await lockDocuments(session, "ledger");
  const last = await lastPair(session);
  if (isOfMonth(last, today)) return false;
  const { origin, gateway } = board;
  const days = { number: nextNumber(last, documents, board), from: today, until: lastDayOf(today) };
  const seeds = drawSeeds();
  const configurations = pairOf({ ...days, seeds }).keys.map(({ configuration }) => configuration);
  const document = signGatewayDocument({ from: days.from, until: days.until, configurations }, origin, gateway);
  const sealed_seeds = sealSeeds(seeds, days, gateway.seed, origin);
  const row = { number: days.number, first_day: days.from, last_day: days.until, sealed_seeds };
  await session.insertInto("gateway_key").values(row).execute();
  await appendDocuments(session, "ledger", [document], board.ledger);
  return true;
}

/**
 * Makes the pair of a month, and its document in the ledger, where there is none: one transaction that holds the row of the ledger,
 * so that of several instances one makes it and the others find it.
 * @returns whether it made one
 */
export function makePair(board: GatewayBoard, today: string): Promise<boolean> {
  return board.database.transaction().execute((session) => make(session, board, today));
}

/** Pairs that nobody answers to any more, and the marks of what was sealed to them. */
export async function forgetPairs(database: Database, today: string): Promise<void> {
  await database.transaction().execute(async (session) => {
    const gone = await session.deleteFrom("gateway_key").where("last_day", "<", today).returning("number").execute();
    const ids = gone.flatMap(({ number }) => [2 * number, 2 * number + 1]);
    if (ids.length > 0) await session.deleteFrom("gateway_mark").where("key_id", "in", ids).execute();
  });
}

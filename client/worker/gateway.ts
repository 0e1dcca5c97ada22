// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { gatewayInForce, utf8Decode, type ObliviousRequest, type ObliviousResponse } from "#crypto";
import { refusalOf, TransportError } from "../transport.ts";
import { WorkerFailure } from "./failure.ts";
import { askObliviously, type Gateway } from "./oblivious.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import type { OnLeaving } from "./slots.ts";
import { outOfTurn } from "./turn.ts";
import type { Leaving } from "../protocol/index.ts";

// The way from here to the board, for everything that is not equal for everybody.

const BURSTS = "/v1/logs/letters/bursts";

/** Whatever keeps the schedule of slots: another Worker, which nothing that happens in this one can hold up. */
export interface SlotLine {
  readonly use: (gateway: Gateway) => void;
  /** @returns null where no slot was answered */
  readonly post: (request: ObliviousRequest, onLeaving: OnLeaving) => Promise<ObliviousResponse | null>;
}

let gateway: Gateway | null = null;
let line: SlotLine | null = null;
/** Then requests go to where the page came from: it may have more doors than the directory names. */
let isServedByRelay = true;
let onLeaving: (leaving: Leaving) => void = () => undefined;

export function connectSlots(connected: SlotLine): void {
  line = connected;
  if (gateway !== null) connected.use(gateway);
}

/** Pages of members come from the board. */
export function goToRelay(): void {
  isServedByRelay = false;
}

/** For as long as one thing is being sent. */
export function tellLeaving(told: (leaving: Leaving) => void): void {
  onLeaving = told;
}

/** Null where the ledger has no key of a gateway: nothing can be posted, and no envelope read. */
export function gatewayOf({ origin, statement, ledger, slot }: VouchedOrganisation): Gateway | null {
  const configuration = gatewayInForce(ledger, origin, statement.gateway);
  const relay = isServedByRelay ? "" : statement.relay;
  return configuration && { origin, relay, configuration, interval: slot * 1000 };
}

/** As it was read last. Without one the one before stays. */
export function useGateway(read: Gateway | null): void {
  gateway = read ?? gateway;
  if (read !== null) line?.use(read);
}

function requireGateway(): Gateway {
  if (gateway === null) throw new WorkerFailure("posting_closed", "the ledger has no key of a gateway");
  return gateway;
}

/** @throws TransportError for a status from 400 on */
function contentOf({ status, content }: ObliviousResponse): Uint8Array<ArrayBuffer> {
  if (status >= 400) throw refusalOf(status, problemIn(content));
  return new Uint8Array(content);
}

function problemIn(content: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Decode(content));
  } catch {
    return null;
  }
}

/** An envelope bundle, without anybody on the way knowing which. */
export async function readObliviously(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const request = { method: "GET", path, authorization: null, contentType: null, content: new Uint8Array(0) } as const;
  return contentOf(await askObliviously(requireGateway(), "read", request));
}

/**
 * Leaves in the next slot that is free. Called in one's turn, which others have while it waits.
 * @param authorization a token
 * @returns the answer, whole
 */
async function postInSlot(
  path: string,
  content: Uint8Array,
  authorization: string | null,
): Promise<Uint8Array<ArrayBuffer>> {
  requireGateway();
  if (line === null) throw new WorkerFailure("defect", "nothing keeps the slots");
  const { post } = line;
  const contentType = "application/octet-stream";
  const request = { method: "POST", path, authorization, contentType, content } as const;
  const what = path === BURSTS ? "burst" : "voucher";
  const answer = await outOfTurn(() => post(request, (at, isAgain) => onLeaving({ at, what, isAgain })));
  if (answer === null) throw new TransportError("offline", 0, "no slot was answered");
  return contentOf(answer);
}

/** @returns the signed promise */
export const postBurst = (burst: Uint8Array, authorization: string): Promise<Uint8Array<ArrayBuffer>> =>
  postInSlot(BURSTS, burst, authorization);

/** @returns blind signatures of a batch, for a pass */
export const exchangePass = (batch: Uint8Array, authorization: string): Promise<Uint8Array<ArrayBuffer>> =>
  postInSlot("/v1/token-batches", batch, authorization);

/** @returns blind signatures of a batch, for a card's code */
export function redeemCard(code: Uint8Array, batch: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const body = new Uint8Array(code.length + batch.length);
  body.set(code);
  body.set(batch, code.length);
  return postInSlot("/v1/cards/redemptions", body, null);
}

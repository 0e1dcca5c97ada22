// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hexDecode, x25519GatewayKey, xwingGatewayKey, type ObliviousRequest, type ObliviousResponse } from "#crypto";

export const ORIGIN = "tegenspraak.localhost";
const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);

export const SEEDS = { ours: seed(50), stock: seed(51) };
/** The pair of one month. */
export const OURS = xwingGatewayKey(4, SEEDS.ours);
export const STOCK = x25519GatewayKey(5, SEEDS.stock);
export const PAIR = [OURS, STOCK];

export const EMPTY = new Uint8Array(0);

export const BURST: ObliviousRequest = {
  method: "POST",
  path: "/v1/logs/letters/bursts",
  authorization: `PrivateToken token=${"A".repeat(472)}`,
  contentType: "application/octet-stream",
  content: new Uint8Array(40_960).fill(7),
};
export const DUMMY: ObliviousRequest = {
  method: "POST",
  path: "/v1/dummies",
  authorization: null,
  contentType: null,
  content: EMPTY,
};
export const PROMISE: ObliviousResponse = {
  status: 201,
  contentType: "application/octet-stream",
  content: new Uint8Array(233).fill(8),
};
export const NOTHING: ObliviousResponse = { status: 204, contentType: null, content: EMPTY };

/** Every encoding of a point of Curve25519 whose order divides eight, with p and p + 1 for 0 and 1. The top bit counts for nothing. */
export const SMALL_ORDER = [
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
].flatMap((text) => {
  const point = hexDecode(text);
  return [point, point.with(31, (point[31] ?? 0) | 0x80)];
});

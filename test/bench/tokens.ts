// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { drawTokens, finaliseTokens, isToken, tokenOf, type Token } from "../../crypto/index.ts";
import { blindSigner } from "../../server/token/signer.ts";
import { tokenVerifier } from "../../server/token/verifier.ts";
import { ORIGIN } from "./board.ts";
import { median, note, whole, type Row } from "./row.ts";
import { newTokenKey } from "./token-key.ts";

// What tokens cost a server, on one thread.

const COUNT = 400;
const ROUNDS = 7;

/** Microseconds of one, the median of several rounds over all. */
function microseconds(work: (index: number) => void): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (let i = 0; i < COUNT; i++) work(i);
    return ((performance.now() - start) * 1000) / COUNT;
  });
  return median(rounds);
}

export async function tokens(): Promise<Row[]> {
  const signer = blindSigner(newTokenKey());
  const pending = drawTokens(signer.publicKey, ORIGIN, COUNT);
  const blinded = pending.blinded.map((each) => each.blinded);
  const answer = Buffer.concat(blinded.map((each) => signer.sign(each)));
  const all = finaliseTokens(pending, answer, 0).map((held): Token => tokenOf(held, signer.publicKey, ORIGIN));
  const verify = tokenVerifier(signer.publicKey);
  const at = <T>(list: readonly T[], index: number): T => list[index] as T;
  const row = (what: string, cost: number): Row => note(what, `${cost.toFixed(0)} µs, ${whole(1e6 / cost)} a second`);
  return Promise.resolve([
    row(
      "sign a token blind, with the check of the result",
      microseconds((i) => void signer.sign(at(blinded, i))),
    ),
    row(
      "verify a token on the server",
      microseconds((i) => {
        if (!verify(at(all, i))) throw new Error("a good token was refused");
      }),
    ),
    row(
      "the same with the client's own arithmetic, in Node",
      microseconds((i) => {
        if (!isToken(at(all, i), signer.publicKey)) throw new Error("a good token was refused");
      }),
    ),
  ]);
}

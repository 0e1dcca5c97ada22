// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { decodeToken, parseAuthorization, parseTokenKey, publicPower, toInteger, type TokenPublicKey } from "#crypto";
import type { Exchange } from "./wire.ts";
import { POSTERS, type Poster, type View } from "./world.ts";

// What issuer and board together can try, when they lay all that has a name beside all that has none.

const WINDOW = 8;

function addWindows(bytes: Uint8Array, windows: Set<string>): void {
  const text = Buffer.from(bytes).toString("latin1");
  for (let at = 0; at + WINDOW <= text.length; at++) windows.add(text.slice(at, at + WINDOW));
}

/** The token of a request, or nothing. It travels inside what is sealed, which the operator opens. */
function tokenBytes({ requestHeaders, inside }: Exchange): Uint8Array {
  const value = inside?.request.authorization ?? requestHeaders.find(([name]) => name === "authorization")?.[1];
  return value === undefined ? new Uint8Array(0) : parseAuthorization(value);
}

/** All bodies of an exchange: as they went over the wire, and as the gateway reads and writes them. */
function bodiesOf({ requestBody, responseBody, inside }: Exchange): Uint8Array[] {
  const opened = [inside?.request.content, inside?.response?.content];
  return [requestBody, responseBody, ...opened.filter((each) => each !== undefined)];
}

/** Bytes of everything that nobody's name is on: what was posted, and what the board's tables keep of it. */
function anonymousBytes({ exchanges, tables }: View): Uint8Array[] {
  const sent = exchanges
    .filter(({ who, method }) => who === null && method === "POST")
    .flatMap((exchange) => [...bodiesOf(exchange), tokenBytes(exchange)]);
  const spent = ["token_spent", "pass_spent", "pool"].flatMap((table) => tables["board"]?.[table] ?? []);
  const kept = spent.flatMap((row) =>
    Object.values(JSON.parse(row) as Record<string, unknown>).map((value) =>
      Buffer.from(String(value).slice(2), "hex"),
    ),
  );
  return [...sent, ...kept];
}

/** Runs of eight bytes that stand in what one of the two sent or got under their name, and in something anonymous. */
function sharedWith(view: View, poster: Poster): number {
  const named = (who: Poster): Set<string> => {
    const windows = new Set<string>();
    for (const exchange of view.exchanges.filter((each) => each.who === who))
      for (const bytes of bodiesOf(exchange)) addWindows(bytes, windows);
    return windows;
  };
  const [own, others] = [named(poster), named(poster === "A" ? "B" : "A")];
  const anonymous = new Set<string>();
  for (const bytes of anonymousBytes(view)) addWindows(bytes, anonymous);
  // What stands in both is the form of a request.
  return [...own].filter((window) => !others.has(window) && anonymous.has(window)).length;
}

/** Who posted, as far as bytes tell: null where they point at neither, or at both alike. */
export function linkByBytes(view: View): Poster | null {
  const [a = 0, b = 0] = POSTERS.map((poster) => sharedWith(view, poster));
  if (a === b) return null;
  return a > b ? "A" : "B";
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [previous, current, before, coefficient] = [modulus, value % modulus, 0n, 1n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [before, coefficient] = [coefficient, before - quotient * coefficient];
  }
  return ((before % modulus) + modulus) % modulus;
}

const isPassRequest = ({ path, method, requestBody }: Exchange, key: TokenPublicKey): boolean =>
  method === "POST" && path === "/v1/passes" && requestBody[2] === key.id.at(-1);

/**
 * Whose request the pass that was given in fits: there is a blinding factor with which the issuer's answer to that person becomes
 * this pass, and their request the message in it. Where it fits everybody, the issuer's whole record excludes nobody.
 */
export function fits({ exchanges }: View, encodedKey: Uint8Array): Poster[] {
  const key = parseTokenKey(encodedKey);
  const exchange = exchanges.find(({ inside, who }) => inside?.request.path === "/v1/token-batches" && who === null);
  if (exchange === undefined) throw new Error("no pass was given in");
  const { authenticator } = decodeToken(tokenBytes(exchange));
  const signature = toInteger(authenticator);
  const message = publicPower(signature, key.modulus);
  return POSTERS.filter((poster) => {
    const taken = exchanges.find((each) => each.who === poster && isPassRequest(each, key));
    if (taken === undefined) return false;
    const factor = (toInteger(taken.responseBody) * inverse(signature, key.modulus)) % key.modulus;
    const request = toInteger(taken.requestBody.subarray(3));
    return factor > 1n && (message * publicPower(factor, key.modulus)) % key.modulus === request;
  });
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  decodeRequest,
  ProtocolError,
  type ObliviousRequest,
  type ObliviousResponse,
  type SizeClass,
} from "../../crypto/index.ts";
import type { Listener } from "../listener.ts";
import { problemOf, type ProblemCode } from "../problem.ts";
import { DUMMIES_PATH } from "./dummies.ts";

/** What each class is for (crypto/oblivious/SPEC.md, "Classes"); whatever else is asked is not there. */
const INSIDE: Readonly<Record<SizeClass, { readonly method: ObliviousRequest["method"]; readonly paths: RegExp }>> = {
  read: { method: "GET", paths: /^\/v1\/logs\/letters\/bundles\/(x\d{3}\/)*\d{3}(\.p\/[1-9]\d?)?$/ },
  slot: {
    method: "POST",
    paths: new RegExp(`^(/v1/logs/letters/bursts|/v1/token-batches|/v1/cards/redemptions|${DUMMIES_PATH})$`),
  },
  cell: { method: "PUT", paths: /^(?!)/ },
};

const PROBLEM_TYPE = "application/problem+json";

function refusal(code: ProblemCode): ObliviousResponse {
  const problem = problemOf(code);
  return { status: problem.status, contentType: PROBLEM_TYPE, content: Buffer.from(JSON.stringify(problem)) };
}

async function ask(inner: Listener, request: ObliviousRequest): Promise<ObliviousResponse> {
  const { method, path, authorization, contentType, content } = request;
  const headers = {
    ...(authorization === null ? {} : { authorization }),
    ...(contentType === null ? {} : { "content-type": contentType }),
  };
  const payload =
    content.length === 0 ? {} : { payload: Buffer.from(content.buffer, content.byteOffset, content.length) };
  const answer = await inner.inject({ method, url: path, headers, ...payload });
  const type = answer.headers["content-type"];
  return { status: answer.statusCode, contentType: typeof type === "string" ? type : null, content: answer.rawPayload };
}

/**
 * What the board says to what was in a request. Whatever it is, also what is no request, gets an answer inside (RFC 9458, section
 * 5.2): outside only what could not be opened is refused.
 * @param message of RFC 9292, padded
 */
export async function answerInside(
  inner: Listener,
  origin: string,
  sizeClass: SizeClass,
  message: Uint8Array,
): Promise<ObliviousResponse> {
  let request: ObliviousRequest;
  try {
    request = decodeRequest(message, origin);
  } catch (error) {
    if (error instanceof ProtocolError) return refusal("malformed");
    throw error;
  }
  const { method, paths } = INSIDE[sizeClass];
  if (request.method !== method || !paths.test(request.path)) return refusal("not_found");
  return ask(inner, request);
}

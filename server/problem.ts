// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { Type, type Static } from "typebox";
import { isUnreachable } from "./database/index.ts";

/** Everything the server refuses, with one sentence that says what to do. */
const PROBLEMS = {
  malformed: {
    status: 400,
    title: "Malformed",
    detail: "The request is not in the form that /v1/openapi.json describes; correct it and send it again.",
  },
  key_unknown: {
    status: 400,
    title: "Not a key of this gateway",
    detail: "The key that this was sealed to is none of now; read the ledger again and seal to the last one in it.",
    type: "https://iana.org/assignments/http-problem-types#ohttp-key",
  },
  checkpoint_malformed: {
    status: 400,
    title: "Not a checkpoint with its proof",
    detail:
      "Send what C2SP tlog-witness describes: old size, hashes, an empty line, the checkpoint; the old size is not over its own.",
  },
  unauthenticated: { status: 401, title: "Not signed in", detail: "Sign in first." },
  sign_in_failed: {
    status: 401,
    title: "Not signed in",
    detail: "Signing in was broken off or did not work; sign in again, and tell whoever runs this server if it stays.",
  },
  token_required: {
    status: 401,
    title: "A staff token is needed",
    detail:
      "Send it in Authorization: PrivateToken, as WWW-Authenticate asks for it, signed by that key and within its days.",
  },
  posting_closed: {
    status: 403,
    title: "Posting is closed",
    detail: "The directory of this board names no key for staff tokens today; ask whoever runs it to publish one.",
  },
  not_council: {
    status: 403,
    title: "Not the council's member",
    detail: "Sign the cards with the key of the member who keeps the safety net, as the directory names them.",
  },
  log_untrusted: {
    status: 403,
    title: "Not signed by the log",
    detail: "Send the checkpoint as the log signed it: with its own signature, and none of it that does not verify.",
  },
  not_member: {
    status: 403,
    title: "Not a member",
    detail: "The directory in force does not name you as a member; ask its signers to publish one that does.",
  },
  not_signer: {
    status: 403,
    title: "Not a signer",
    detail: "Officer, council and spare do this; sign in with the phrase of one of them.",
  },
  not_own_key: {
    status: 403,
    title: "Another's key",
    detail: "Sign it with the key in the keyring that you are signed in with.",
  },
  too_few_signatures: {
    status: 403,
    title: "Too few signatures",
    detail:
      "Have it signed by two of the three who sign now, and where it changes them by two of the three who will; a proposal by yourself.",
  },
  invitation_unknown: {
    status: 404,
    title: "No such invitation",
    detail: "Check the words of the code; if they are right, ask whoever invited you for another.",
  },
  recipient_unknown: {
    status: 404,
    title: "No such recipient",
    detail: "Nobody with this key has a keyring here; read the boxes again.",
  },
  card_unknown: {
    status: 404,
    title: "No such card",
    detail: "Check the words; cards are worth something in their year and the next.",
  },
  log_unknown: {
    status: 404,
    title: "Not a log of this witness",
    detail: "Ask whoever runs this witness to add the verifier key of the log.",
  },
  not_found: {
    status: 404,
    title: "Not found",
    detail: "There is nothing at this address; look at /v1/openapi.json for what there is.",
  },
  method_not_allowed: {
    status: 405,
    title: "Method not allowed",
    detail: "Use a method that /v1/openapi.json names for this address.",
  },
  quota_exceeded: {
    status: 409,
    title: "None left this quarter",
    detail: "You have taken as many as one person gets in a quarter; take the next one in the next quarter.",
  },
  token_spent: {
    status: 409,
    title: "Token spent",
    detail: "It was spent on another burst: read the log, take the next token and seal everything again.",
  },
  pass_spent: {
    status: 409,
    title: "Pass spent",
    detail: "It was exchanged for another batch: ask for that same batch again, or take another pass.",
  },
  card_spent: {
    status: 409,
    title: "Card spent",
    detail: "It was exchanged for another batch: ask for that same batch again, or take another card.",
  },
  invitation_used: {
    status: 409,
    title: "Invitation used",
    detail: "Somebody accepted this invitation; if that was not you, tell whoever invited you at once.",
  },
  directory_changed: {
    status: 409,
    title: "The directory changed",
    detail: "Another directory was published meanwhile; read it and make your change to that one.",
  },
  invitation_expired: {
    status: 410,
    title: "Invitation expired",
    detail: "This invitation was good until an earlier day; ask whoever invited you for another.",
  },
  keyring_changed: {
    status: 412,
    title: "The keyring changed",
    detail: "Another device of yours wrote it; read it, take in what is new, and write again with its ETag.",
  },
  too_large: {
    status: 413,
    title: "Too large",
    detail: "Send exactly as many bytes as /v1/openapi.json says; a burst has 40,960.",
  },
  wrong_media_type: {
    status: 415,
    title: "Wrong media type",
    detail: "Send the Content-Type that /v1/openapi.json names for this address.",
  },
  proof_refused: {
    status: 422,
    title: "Not the same log",
    detail: "Prove that the checkpoint continues the one that was cosigned last; if it does not, find out why first.",
  },
  directory_unsound: {
    status: 422,
    title: "Not a sound directory",
    detail: "This cannot be the next directory; correct it and have it signed again.",
  },
  token_key_unknown: {
    status: 422,
    title: "A token key that is not in the ledger",
    detail: "Put the document of every token key in the ledger first, then publish the directory that names it.",
  },
  not_replaced: {
    status: 422,
    title: "Not a key that was replaced",
    detail: "A notice is of a key that its member shared and that another one replaced; read the directory again.",
  },
  precondition_required: {
    status: 428,
    title: "Precondition required",
    detail: "Give the ETag of the keyring that is replaced in If-Match.",
  },
  too_many_requests: { status: 429, title: "Too many requests", detail: "Wait a minute and try again." },
  internal: { status: 500, title: "Internal error", detail: "Try again; if it stays, tell whoever runs this server." },
  busy: { status: 503, title: "Busy", detail: "Wait a moment and send the same again; nothing was lost." },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

interface ProblemOptions extends ErrorOptions {
  /** Second half of the sentence, in words of ours that name nobody and hold nothing that was sent. */
  readonly reason?: string;
}

/** A refusal with its code; anything else that is thrown is `internal`. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly reason: string | undefined;

  constructor(code: ProblemCode, options?: ProblemOptions) {
    super(code, options);
    this.code = code;
    this.reason = options?.reason;
  }
}

/** RFC 9457. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: "/problems/ and the code, or the address of a registered type" }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: "One sentence that says what to do" }),
  },
  { $id: "Problem", additionalProperties: false },
);

export function problemOf(code: ProblemCode, reason?: string): Static<typeof ProblemSchema> {
  const problem = PROBLEMS[code];
  const { status, title, detail } = problem;
  const sentence = reason === undefined ? detail : `${detail.slice(0, -1)}: ${reason}.`;
  return { type: "type" in problem ? problem.type : `/problems/${code}`, title, status, detail: sentence };
}

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: "malformed",
  // A file outside its folder, as the static plugin says it.
  403: "not_found",
  404: "not_found",
  405: "method_not_allowed",
  413: "too_large",
  415: "wrong_media_type",
  429: "too_many_requests",
  503: "busy",
};

function codeOf(error: FastifyError | Problem): ProblemCode {
  if (error instanceof Problem) return error.code;
  // An address whose parts cannot be ours names nothing.
  if (error.validationContext === "params") return "not_found";
  if (isUnreachable(error)) return "busy";
  const status = error.statusCode ?? 500;
  return BY_STATUS[status] ?? (status < 500 ? "malformed" : "internal");
}

export function refuse(reply: FastifyReply, code: ProblemCode, reason?: string): FastifyReply {
  return reply
    .code(PROBLEMS[code].status)
    .type("application/problem+json")
    .send(JSON.stringify(problemOf(code, reason)));
}

/** The one place where an error becomes an answer. Of an unexpected one only its name is logged, never what it carries. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOf(error);
    if (code === "internal") request.log.error({ error: error.name, code: error.code }, "unexpected");
    return refuse(reply, code, error instanceof Problem ? error.reason : undefined);
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, "not_found"));
}

/** Bytes that are not HTTP, or headers without end: there is no request, and so no reply but what is written here. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket, apiVersion: string): void {
  if (error.code === "ECONNRESET" || !socket.writable) return;
  const problem = problemOf("malformed");
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ""}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `API-Version: ${apiVersion}`,
    "Cache-Control: no-store",
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

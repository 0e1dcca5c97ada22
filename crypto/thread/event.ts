// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { decodeHeldToken } from "../token/index.ts";
import { base64urlDecode, json } from "../wire/index.ts";
import { INFLATED_BYTES } from "./deflate.ts";

// What a thread can contain: JSON of the shapes in SPEC.md, "Events". Closed: another type, word or member needs a newer version
// and is shown as that.

/** Fresh tokens that an answer of the desk encloses at most, so that answering it costs its reader nothing. */
export const TOKENS_IN_ANSWER = 4;

/** A calendar day as its writer stated it. Never a time: a message says when enough, and no more. */
const date = json.matching(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "a date");

/** Names of teams, clauses and people in the directory. */
const identifier = json.matching(/^[a-z0-9-]{1,40}$/, "an identifier");

const optionalText = json.text(0, INFLATED_BYTES);
const text = json.text(1, INFLATED_BYTES);

/** More than white space: nothing is closed with nothing. */
const reasons: json.Decoder<string> = (value) => {
  const given = text(value);
  if (!/[^\p{Z}\n]/u.test(given)) throw new ProtocolError("malformed", "reasons are more than white space");
  return given;
};

/** Three asked about policy, three about execution. */
const question = json.oneOf("grounds", "affected", "effects", "practice", "needed", "since");

const signal = json.record({
  type: json.oneOf("signal"),
  date,
  /** The team it was sent to: who could read it when it was written. */
  team: identifier,
  /** False where its writer kept no codename: nobody will come back to read an answer. */
  followed: json.boolean,
  kind: json.oneOf("alternatives", "ignored", "other"),
  about: json.oneOf("policy", "execution"),
  phase: json.oneOf("preparation", "decision", "execution", "evaluation"),
  title: json.text(1, 200),
  decision: optionalText,
  decisionDate: json.nullable(date),
  cannotBeExecuted: json.boolean,
  facts: text,
  judgement: optionalText,
  alternative: optionalText,
  tried: optionalText,
  asked: optionalText,
  risk: optionalText,
  answers: json.list(json.record({ question, text }), 0, 12),
  /** Of the code in the directory. */
  clause: json.nullable(identifier),
  unit: json.nullable(json.text(1, 120)),
  /** Members who must not see it: no team or rung with one of them was or is to be a reader. */
  excluded: json.list(identifier, 0, 1000),
  /** What may go up by itself, as its readers there would get it. */
  up: optionalText,
});

/** A held token of 289 bytes in base64url, kept as text. */
const token: json.Decoder<string> = (value) => {
  const encoded = json.text(386, 386)(value);
  decodeHeldToken(base64urlDecode(encoded));
  return encoded;
};

/** Of what a member writes: tokens to answer with. */
const tokens = json.list(token, 0, TOKENS_IN_ANSWER);

const message = json.record({ type: json.oneOf("message"), date, text, tokens });

/** A member has read it and says so. */
const seen = json.record({ type: json.oneOf("seen"), date });

/** The desk's last word, unless the submitter writes again. */
const closed = json.record({
  type: json.oneOf("closed"),
  date,
  /** What happened with what was asked; `none`: nothing was decided about it here. */
  outcome: json.oneOf("adopted", "partly", "not_adopted", "none"),
  reasons,
  tokens,
});

export type SignalEvent = json.Decoded<typeof signal>;
export type MessageEvent = json.Decoded<typeof message>;
export type SeenEvent = json.Decoded<typeof seen>;
export type ClosedEvent = json.Decoded<typeof closed>;

export type ThreadEvent = SignalEvent | MessageEvent | SeenEvent | ClosedEvent;

const DECODERS: { readonly [Type in ThreadEvent["type"]]: json.Decoder<Extract<ThreadEvent, { type: Type }>> } = {
  signal,
  message,
  seen,
  closed,
};

function isEventType(type: string): type is ThreadEvent["type"] {
  return Object.hasOwn(DECODERS, type);
}

export const decodeEvent: json.Decoder<ThreadEvent> = (value) => {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (typeof type !== "string") throw new ProtocolError("malformed", "an event has a type");
  if (!isEventType(type)) throw new ProtocolError("needs_newer_version", "an unknown type of event");
  return DECODERS[type](value);
};

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { BODY_BYTES } from "../envelope/index.ts";
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

/** Which way fits what was signalled. Another than `dissent` is taken only where its writer says yes. */
const route = json.record({
  type: json.oneOf("route"),
  date,
  route: json.oneOf("dissent", "misconduct", "integrity", "complaint"),
  /** Why, and what would happen next. */
  text: optionalText,
  tokens,
});

/** What would be said of it higher up, in the desk's words: nothing goes there without a yes. */
const paraphrase = json.record({ type: json.oneOf("paraphrase"), date, text, tokens });

/** Kept as text, as tokens are: an event is written as it was read. */
function bytesAsText(minimum: number, maximum: number): json.Decoder<string> {
  const encoded = json.text(0, Math.ceil((maximum * 4) / 3));
  return (value) => {
    const given = encoded(value);
    const { length } = base64urlDecode(given);
    if (length < minimum || length > maximum)
      throw new ProtocolError("malformed", `not ${minimum} to ${maximum} bytes`);
    return given;
  };
}

const lane = json.integer(1, 65_535);

/** The submitter's yes or no to a route or a paraphrase. */
const response = json.record({
  type: json.oneOf("response"),
  date,
  /** Whose, and the event id of 8 bytes. */
  lane,
  to: bytesAsText(8, 8),
  agrees: json.boolean,
  /** A word beside it; with a paraphrase, the text as it may go up. */
  text: optionalText,
});

/** The thread goes on under other secrets, sealed to this team's present key. */
const reopened = json.record({ type: json.oneOf("reopened"), date, team: identifier });

/** A member seals a thread to the team's present key, with the submitter's own words and signature. */
const resealed = json.record({
  type: json.oneOf("resealed"),
  date,
  /** What is carried: an opening (kind 1) or a re-opening (kind 7). */
  of: json.oneOf("opening", "reopening"),
  /** Number in the log of the envelope in which it stood. */
  index: json.integer(0, Number.MAX_SAFE_INTEGER),
  /** SHA-256 of the key that it was sealed to. */
  recipient: bytesAsText(32, 32),
  /** Its part 0, as its writer signed it. */
  body: bytesAsText(81, BODY_BYTES),
});

/** Within the team: the submitter does not see it. */
const note = json.record({ type: json.oneOf("note"), date, text });

const TASKS = ["triages", "supports", "none"] as const;

/** Within the team: who decides on the way, and who stands by the submitter. Nobody does both in one case. */
const task = json.record({ type: json.oneOf("task"), date, member: identifier, task: json.oneOf(...TASKS) });

/** Within the team: what was noted under an earlier key, in the words of whoever seals it to the new one. */
const carried = json.record({
  type: json.oneOf("carried"),
  date,
  /** In the order in which they were given. */
  tasks: json.list(json.record({ member: identifier, task: json.oneOf(...TASKS) }), 0, 100),
  notes: json.list(json.record({ lane, date, text }), 0, 100),
});

export type SignalEvent = json.Decoded<typeof signal>;
export type MessageEvent = json.Decoded<typeof message>;
export type SeenEvent = json.Decoded<typeof seen>;
export type ClosedEvent = json.Decoded<typeof closed>;
export type RouteEvent = json.Decoded<typeof route>;
export type ParaphraseEvent = json.Decoded<typeof paraphrase>;
export type ResponseEvent = json.Decoded<typeof response>;
export type ReopenedEvent = json.Decoded<typeof reopened>;
export type ResealedEvent = json.Decoded<typeof resealed>;
export type NoteEvent = json.Decoded<typeof note>;
export type TaskEvent = json.Decoded<typeof task>;
export type CarriedEvent = json.Decoded<typeof carried>;

const DECODERS = {
  signal,
  message,
  seen,
  closed,
  route,
  paraphrase,
  response,
  reopened,
  resealed,
  note,
  task,
  carried,
};

export type ThreadEvent = json.Decoded<(typeof DECODERS)[keyof typeof DECODERS]>;

function isEventType(type: string): type is ThreadEvent["type"] {
  return Object.hasOwn(DECODERS, type);
}

export const decodeEvent: json.Decoder<ThreadEvent> = (value) => {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : undefined;
  if (typeof type !== "string") throw new ProtocolError("malformed", "an event has a type");
  if (!isEventType(type)) throw new ProtocolError("needs_newer_version", "an unknown type of event");
  return DECODERS[type](value);
};

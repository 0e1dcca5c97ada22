// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import fc from "fast-check";
import { expect, test } from "vitest";
import { REQUEST_TYPE } from "../../server/oblivious.ts";
import { problemOf } from "../../server/problem.ts";
import { cleanUp, expectProblem, openBoard } from "./board.ts";
import { cookieFor, openIssuer, PASS_REQUEST } from "./issuer.ts";
import { tablesOf } from "./tables.ts";
import { freshAuthorization } from "./tokens.ts";

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly headers: object; readonly content?: Readonly<Record<string, unknown>> }>
  >;
}

interface Description {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** The one problem whose type is not of ours. */
const KEY_UNKNOWN = problemOf("key_unknown").type;

/** Who describes an interface of its own. */
const PARTIES = ["board", "issuer"] as const;
type Party = (typeof PARTIES)[number];

interface Described {
  readonly listener: FastifyInstance;
  readonly description: Description;
  readonly databaseUrl: string;
  /** Cookies that requests are tried with beside those that are nothing. */
  readonly cookie: string;
  /** What trying everything has to have come upon. */
  readonly statuses: readonly number[];
}

async function describe(listener: FastifyInstance): Promise<Description> {
  const answer = await listener.inject({ url: "/v1/openapi.json" });
  expect(answer.statusCode).toBe(200);
  return answer.json();
}

async function describedBy(party: Party): Promise<Described> {
  if (party === "board") {
    const { board, databaseUrl } = await openBoard({ BOARD_ORIGIN: originOf(party) });
    const listener = board as unknown as FastifyInstance;
    const statuses = [200, 201, 204, 400, 401, 404, 413, 415];
    return { listener, description: await describe(listener), databaseUrl, cookie: "", statuses };
  }
  const issuer = await openIssuer({ environment: { ISSUER_ORIGIN: originOf(party) } });
  const listener = issuer.listener as unknown as FastifyInstance;
  const cookie = `__Secure-${cookieFor(issuer)}`;
  const statuses = [200, 204, 400, 401, 413, 415];
  return { listener, description: await describe(listener), databaseUrl: issuer.databaseUrl, cookie, statuses };
}

const originOf = (party: Party): string => `https://${party}.tegenspraak.localhost`;

const operationsOf = ({ paths }: Description): { path: string; method: string; operation: Operation }[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

test.for(PARTIES)("openapi: the %s's is 3.0, versioned, under /v1, and any page may read it", async (party) => {
  const { listener, description } = await describedBy(party);
  expect(description.openapi).toMatch(/^3\.0\.\d+$/);
  expect(description.info.version).toMatch(/^1\.\d+\.\d+$/);
  expect(description.servers).toEqual([{ url: `${originOf(party)}/v1` }]);
  const { headers } = await listener.inject({ url: "/v1/openapi.json" });
  expect(headers["access-control-allow-origin"]).toBe("*");
  expect(headers["api-version"]).toBe(description.info.version);
  expect(headers["content-type"]).toMatch(/^application\/json/);
  // Nothing else is for other origins.
  const other = await listener.inject({ url: "/v1/configuration" });
  expect(other.headers).not.toHaveProperty("access-control-allow-origin");
});

test.for(PARTIES)(
  "openapi: every operation of the %s has a name of its own, a summary, a description and a tag that is explained",
  async (party) => {
    const { description } = await describedBy(party);
    const operations = operationsOf(description).map(({ operation }) => operation);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const tags = description.tags.map(({ name }) => name);
    for (const { operationId, summary, description: text, tags: own } of operations) {
      expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
      expect([summary, text].every((words) => words.length > 10)).toBe(true);
      expect(own).toHaveLength(1);
      expect(tags).toContain(own[0]);
    }
    expect(new Set(operations.flatMap(({ tags: own }) => own))).toEqual(new Set(tags));
  },
);

test.for(PARTIES)("openapi: every success of the %s has API-Version, every refusal is problem+json", async (party) => {
  const { description } = await describedBy(party);
  for (const { operation } of operationsOf(description)) {
    for (const [status, { headers, content }] of Object.entries(operation.responses)) {
      expect(headers).toHaveProperty("API-Version");
      if (status.startsWith("2")) continue;
      expect(Object.keys(content ?? {})).toEqual(["application/problem+json"]);
    }
  }
});

test.for(PARTIES)(
  "openapi: every route of the %s under /v1 that is registered is in it, and nothing else",
  async (party) => {
    // The relay's listener, and the issuer's, have paths that they pass on, hidden there and shown by the board, tiles and entries as one.
    const boards = operationsOf((await describedBy("board")).description).map(({ path }) => path);
    const routes = new Map<string, string[]>();
    const watch = (message: unknown): void => {
      (message as { fastify: FastifyInstance }).fastify.addHook("onRoute", ({ url, method, schema }) => {
        const methods = [method].flat().map((name) => name.toLowerCase());
        // Hidden routes count as paths and not as operations: the refusals of other methods are among them.
        const shown = schema?.hide === true ? [] : methods.filter((name) => name !== "head");
        if (url.startsWith("/v1/")) routes.set(url, [...(routes.get(url) ?? []), ...shown]);
      });
    };
    subscribe("fastify.initialization", watch);
    cleanUp(() => unsubscribe("fastify.initialization", watch));
    const { description } = await describedBy(party);
    const described = operationsOf(description).map(({ path, method }) => `${method} /v1${path}`);
    const registered = [...routes].flatMap(([url, methods]) =>
      (methods.length === 0 ? ["nothing shown at"] : methods).map(
        (method) => `${method} ${url.replace("*", "{slice}").replace(/:(\w+)/g, "{$1}")}`,
      ),
    );
    const isHidden = (route: string): boolean => route.startsWith("nothing shown at");
    expect(new Set(registered.filter((route) => !isHidden(route)))).toEqual(new Set(described));
    for (const route of registered.filter(isHidden)) {
      const [start = ""] = route.slice("nothing shown at /v1".length).split("{slice}");
      // Where the issuer names a log, the board has all of them.
      const general = start.replace(/^\/logs\/(?:directory|ledger)\//, "/logs/{log}/");
      expect(boards.some((shown) => shown.startsWith(general))).toBe(true);
    }
  },
);

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("..", "%2e%2e", "\0", "\r\n", "__proto__"),
);

/** Of text in a header only what Node lets out. */
const anyHeader = anyText.map((text) => text.replaceAll(/[^\x20-\x7e]/g, "").trim());
const anyAuthorization = fc.oneof(
  anyHeader,
  anyHeader.map((text) => `PrivateToken token=${text}`),
  fc.constantFrom("post", "pass").map((purpose) => freshAuthorization(purpose as "post")),
);

/** Values that fit a schema, and values that do not. */
function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const { anyOf, pattern, properties, enum: names } = schema;
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(valuesOf), anyText);
  if (names !== undefined) return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, anyText);
  if (pattern !== undefined) {
    return fc.oneof({ weight: 3, arbitrary: fc.stringMatching(new RegExp(pattern)) }, anyText);
  }
  if (properties === undefined) return fc.oneof(fc.stringMatching(/^\d{1,2}$/), anyText);
  const members = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, valuesOf(value)]));
  return fc.oneof(
    { weight: 3, arbitrary: fc.record(members) },
    fc.record(members, { requiredKeys: [] }),
    fc.jsonValue(),
  );
}

interface Request {
  readonly url: string;
  readonly type: string;
  readonly payload: Buffer;
  readonly cookie: string;
  readonly authorization: string;
}

const LENGTHS = [
  ...[0, 1, 233, 258, 259, 260, 2_047, 2_048, 3_873, 3_874, 3_884, 4_095, 4_096, 4_097, 16_385, 40_959, 40_960, 40_961],
  ...[49_152, 49_153, 1_056_769],
];

function bodiesOf({ requestBody }: Operation): fc.Arbitrary<Pick<Request, "type" | "payload">> {
  const bytes = fc.record({
    type: fc.constantFrom(
      "application/octet-stream",
      PASS_REQUEST,
      REQUEST_TYPE,
      "application/json",
      "text/plain",
      "x",
      "",
    ),
    payload: fc.oneof(
      fc.constantFrom(...LENGTHS).map((length) => Buffer.alloc(length, 1)),
      fc.uint8Array({ maxLength: 100 }).map((array) => Buffer.from(array)),
    ),
  });
  const [[type, content] = []] = Object.entries(requestBody?.content ?? {});
  if (type !== "application/json" || content === undefined) return bytes;
  const json = valuesOf(content.schema).map((value) => ({ type, payload: Buffer.from(JSON.stringify(value)) }));
  return fc.oneof({ weight: 3, arbitrary: json }, bytes);
}

function requestsOf(path: string, operation: Operation, session: string): fc.Arbitrary<Request> {
  const parameters = (operation.parameters ?? []).filter(({ in: place }) => place === "path");
  const values = fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, valuesOf(schema)])));
  return fc
    .record({
      values,
      query: fc.option(anyText),
      body: bodiesOf(operation),
      cookie: fc.option(anyText),
      authorization: anyAuthorization,
      member: fc.boolean(),
    })
    .map(({ values: given, query, body, cookie, authorization, member }) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
        // C2SP's paths have slashes in them; of everything else a slash is part of a value.
        const text = String(given[name]).toWellFormed();
        return encodeURIComponent(text).replaceAll("%2F", name === "slice" ? "/" : "%2F");
      });
      const search = query === null ? "" : `?${encodeURIComponent(query.toWellFormed())}`;
      const text = encodeURIComponent(cookie?.toWellFormed() ?? "");
      const crumbs = cookie === null ? "" : `desk=${text}; __Secure-passes=${text}`;
      return {
        url: `/v1${filled}${search}`,
        cookie: member && session !== "" ? session : crumbs,
        authorization,
        ...body,
      };
    });
}

test.for(PARTIES)(
  "openapi: whatever is sent to a described route of the %s, the answer is a described one",
  async (party) => {
    const { listener, description, databaseUrl, cookie: session, statuses } = await describedBy(party);
    const before = await tablesOf(databaseUrl);
    const seen = new Set<number>();
    for (const { path, method, operation } of operationsOf(description)) {
      const ask = ({ url, type, payload, cookie, authorization }: Request): Promise<LightMyRequestResponse> => {
        const given = { "content-type": type, cookie, authorization };
        const headers = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
        const body = method === "get" ? {} : { payload };
        return listener.inject({ method: method.toUpperCase() as "GET", url, headers, ...body });
      };
      await fc.assert(
        fc.asyncProperty(requestsOf(path, operation, session), async (request) => {
          const answer = await ask(request);
          seen.add(answer.statusCode);
          // An empty value, or one with dots, is another path, of which there may be nothing.
          const described = [...Object.keys(operation.responses).map(Number), 404, 405];
          expect(described).toContain(answer.statusCode);
          expect(answer.headers["api-version"]).toBe("1.0.0");
          if (answer.statusCode >= 400) {
            const { type } = answer.json<{ type: string }>();
            if (type !== KEY_UNKNOWN) expectProblem(answer, answer.statusCode, type.replace("/problems/", ""));
          }
        }),
        { numRuns: 60 },
      );
    }
    for (const status of statuses) expect(seen).toContain(status);
    // Bursts of the right size are kept and paid for; nothing else changed.
    const kept = party === "board" ? { pool: [], token_spent: [] } : {};
    expect({ ...(await tablesOf(databaseUrl)), ...kept }).toEqual({ ...before, ...kept });
  },
);

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import swagger from "@fastify/swagger";
import type { FastifySchema } from "fastify";
import { Type, type TSchema } from "typebox";
import { API_VERSION, type Listener } from "./listener.ts";
import { answers, jsonOf } from "./schema.ts";

const SLICE_PATTERN = "^(x\\d{3}/)*\\d{3}(\\.p/[1-9]\\d{0,2})?$";
const SLICE =
  "Number in groups of three digits, all but the last with an x before them, then .p/ and a width where it is partial";

/** What a wildcard matches has no name in a route and needs one in OpenAPI. C2SP's paths have slashes in it. */
function nameWildcard({ schema, url }: { schema: FastifySchema; url: string }): { schema: FastifySchema; url: string } {
  if (!url.endsWith("/*")) return { schema, url };
  const { properties = {} } = (schema.params ?? {}) as { properties?: Record<string, TSchema> };
  const slice = Type.String({ description: SLICE, pattern: SLICE_PATTERN });
  return { schema: { ...schema, params: Type.Object({ ...properties, slice }) }, url: url.replace(/\*$/, ":slice") };
}

export interface Described {
  readonly description: string;
  /** Name and explanation of each group of routes. */
  readonly tags: Readonly<Record<string, string>>;
}

export const BOARD: Described = {
  description:
    "An append-only board of equal-looking sealed envelopes, its logs, its directory, and the desk's keyrings.",
  tags: {
    logs: "Letters, directory and ledger, as C2SP tiled logs",
    directory: "Who can read and write what",
    tokens: "Proof of being staff, blind: cards, and what a burst costs",
    desk: "Members' sign-in and keyrings",
    oblivious: "The same, sealed, so that whoever carries it learns nothing and the board no address",
    ceremony: "How people come to hold keys, and the directory to name them",
    interface: "This description, and the demo",
  },
};

export const ISSUER: Described = {
  description:
    "The issuer of passes: staff sign in, and get blind signatures that nobody can tell from each other's. It passes on the board's directory and logs, which the board describes.",
  tags: {
    passes: "What a member of staff takes, and how many there are",
    directory: "Which board this is for",
    interface: "This description",
  },
};

/** The description of an interface, made from the schemas of its routes (NLgov API Design Rules: OpenAPI 3.0). */
export async function registerOpenApi(app: Listener, origin: string, { description, tags }: Described): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.0.3",
      info: {
        title: "Tegenspraak",
        version: API_VERSION,
        description,
        license: {
          name: "EUPL-1.2",
          url: "https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
        },
        contact: { name: "Tegenspraak", url: "https://tegenspraak.example", email: "api@tegenspraak.example" },
      },
      servers: [{ url: `${origin}/v1` }],
      components: {
        securitySchemes: {
          PrivateToken: { type: "http", scheme: "PrivateToken", description: "RFC 9577, token type 0x0002" },
        },
      },
      tags: Object.entries(tags).map(([name, explanation]) => ({ name, description: explanation })),
    },
    stripBasePath: true,
    transform: nameWildcard,
    hideUntagged: false,
  });
}

const shown = jsonOf("The description", Type.Object({}, { additionalProperties: true }));
const FOR_ANY_PAGE = { "access-control-allow-origin": Type.String({ enum: ["*"] }) };

/** After all other routes. Any page may read it: tools that show an interface run in the browser. */
export function registerDescription(app: Listener): void {
  app.get(
    "/v1/openapi.json",
    {
      schema: {
        operationId: "readOpenApi",
        summary: "This description",
        description: "OpenAPI 3.0, made from the routes that are here.",
        tags: ["interface"],
        response: answers({ 200: { ...shown, headers: { ...shown.headers, ...FOR_ANY_PAGE } } }),
      },
    },
    async (_request, reply) => reply.header("Access-Control-Allow-Origin", "*").send(app.swagger()),
  );
}

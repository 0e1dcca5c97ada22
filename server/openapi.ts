import swagger from "@fastify/swagger";
import { API_VERSION, type Listener } from "./listener.ts";

/** The description of the interface, made from the schemas of the routes (NLgov API Design Rules: OpenAPI 3.0). */
export async function registerOpenApi(app: Listener, boardOrigin: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.0.3",
      info: {
        title: "Tegenspraak",
        version: API_VERSION,
        description:
          "An append-only board of equal-looking sealed envelopes, its logs, its directory, and the desk's keyrings.",
        license: { name: "EUPL-1.2", identifier: "EUPL-1.2" } as { name: string },
        contact: { name: "Tegenspraak", url: "https://tegenspraak.example", email: "api@tegenspraak.example" },
      },
      servers: [{ url: `${boardOrigin}/v1` }],
      tags: [
        { name: "logs", description: "Letters, directory and ledger, as C2SP tiled logs" },
        { name: "directory", description: "Who can read and write what" },
        { name: "desk", description: "Members' sign-in and keyrings" },
        { name: "operation", description: "For whoever runs the board" },
      ],
    },
    stripBasePath: true,
    hideUntagged: false,
  });
}

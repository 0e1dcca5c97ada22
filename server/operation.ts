import { sql } from "kysely";
import { Type } from "typebox";
import type { Database } from "./database/index.ts";
import type { Listener } from "./listener.ts";
import { Problem } from "./problem.ts";
import { answers, jsonOf } from "./schema.ts";

const Status = jsonOf("It is", Type.Object({ status: Type.Literal("ok") }));

export function registerOperation(app: Listener, database: Database): void {
  app.get(
    "/health",
    {
      schema: {
        operationId: "health",
        summary: "The process answers",
        tags: ["operation"],
        response: answers({ 200: Status }),
      },
    },
    async (_request, reply) => reply.send({ status: "ok" }),
  );
  app.get(
    "/ready",
    {
      schema: {
        operationId: "ready",
        summary: "The database answers",
        tags: ["operation"],
        response: answers({ 200: Status }, 503),
      },
    },
    async (_request, reply) => {
      try {
        await sql`select 1`.execute(database);
      } catch (error) {
        throw new Problem("busy", { cause: error });
      }
      return reply.send({ status: "ok" });
    },
  );
}

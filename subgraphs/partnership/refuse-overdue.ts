import type { FastifyInstance } from "fastify";
import { ChildviewError, errorCodes } from "../../service/errors.ts";
import type { Reviews } from "../kit/reviews.ts";

/** Refuses every request to the routes of `app`, before its document is read, while a review is overdue: what would not start on these documents does not answer by them. */
export function refuseOverdue(app: FastifyInstance, reviews: Reviews): void {
  app.addHook("preHandler", async (_request, reply) => {
    try {
      reviews.requireInTime();
      return undefined;
    } catch (error) {
      if (!(error instanceof ChildviewError)) throw error;
      const { what, todo } = errorCodes[error.code];
      const said = { message: `${what} ${error.message} ${todo}`, extensions: { code: error.code } };
      // With data, though empty: so a router reads what is said in place of a service that did not answer.
      return reply
        .code(error.http)
        .header("cache-control", "no-store")
        .send({ data: {}, errors: [said] });
    }
  });
}

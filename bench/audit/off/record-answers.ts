import type { RouteHandlerMethod } from "fastify";

/** In place of what records answers: lets them leave. */
export function recordAnswers() {
  return { open: () => undefined, within: (handler: RouteHandlerMethod) => handler };
}

import { type Route, text } from "../route.ts";

/** Says that the server answers (P27). */
export const healthz: Route = {
  path: "/healthz",
  handle: () => text(200, "ok"),
};

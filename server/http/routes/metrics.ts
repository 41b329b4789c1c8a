import type { Route } from "../route.ts";

/** Numbers for the operator, in Prometheus' text format (P27). */
export const metrics: Route = {
  path: "/metrics",
  handle(_request, { measure }) {
    const lines = Object.entries(measure()).flatMap(([name, value]) => [
      `# TYPE ${name} gauge`,
      `${name} ${value}`,
    ]);
    const type = "text/plain; version=0.0.4; charset=utf-8";
    return { status: 200, type, body: `${lines.join("\n")}\n` };
  },
};

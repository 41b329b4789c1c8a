import { runShare, SCHEDULES_PER_SHARE } from "./testing/schedules.ts";

Deno.test(`[INVARIANTS] all hold in ${SCHEDULES_PER_SHARE} schedules, share 1`, async () => {
  await runShare(0);
});

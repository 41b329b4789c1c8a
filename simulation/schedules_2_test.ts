import { runShare, SCHEDULES_PER_SHARE } from "./testing/schedules.ts";

Deno.test(`[INVARIANTS] all hold in ${SCHEDULES_PER_SHARE} schedules, share 2`, async () => {
  await runShare(1);
});

import { assertEquals } from "@std/assert";
import { FakeClock } from "../../shared/client/testing/fake_clock.ts";
import { NameDesk } from "./name_desk.ts";

/** A desk whose server is played by the test. */
function desk() {
  const clock = new FakeClock();
  const questions: string[][] = [];
  const met: string[] = [];
  let strangers: string[] = [];
  let answer: () => Promise<string[]> = () => Promise.resolve([]);
  const names = new NameDesk({
    source: {
      async people(userIds) {
        questions.push([...userIds]);
        return (await answer()).map((name) => ({
          userId: `u_${name}`,
          name,
          color: "default",
        }));
      },
    },
    strangers: () => strangers,
    tell: (message) => {
      if (message.type === "met") met.push(message.name);
      strangers = strangers.filter((id) => !met.includes(id.slice(2)));
    },
    after: (ms, task) => clock.after(ms, task),
  });
  return {
    clock,
    names,
    questions,
    met,
    async see(ids: string[], given: () => Promise<string[]>) {
      strangers = ids;
      answer = given;
      names.look();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
  };
}

const say = (...names: string[]) => () => Promise.resolve(names);

Deno.test("[T15] [P29] people are asked for once, some together; whom the server does not know, no more", async () => {
  const { see, questions, met } = desk();
  await see(["u_ana", "u_ben", "u_eve"], say("ana", "eve"));
  assertEquals([questions, met], [[["u_ana", "u_ben", "u_eve"]], [
    "ana",
    "eve",
  ]]);
  await see(["u_ben", "u_zoe"], say("zoe"));
  assertEquals(questions[1], ["u_zoe"]);
  await see(["u_ben"], say());
  assertEquals(questions.length, 2);
});

Deno.test("[T15] [P29] while one question is under way there is no other; then who came meanwhile is asked for", async () => {
  const { see, questions } = desk();
  const held = Promise.withResolvers<string[]>();
  await see(["u_ana"], () => held.promise);
  await see(["u_ana", "u_ben"], say());
  assertEquals(questions, [["u_ana"]]);
  held.resolve([]);
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  assertEquals(questions, [["u_ana"], ["u_ben"]]);
});

Deno.test("[T15] [P29] without a server it is asked again, every five seconds, until the end", async () => {
  const { see, questions, clock, names } = desk();
  await see(["u_ana"], () => Promise.reject(new Error("gone")));
  await see(["u_ana"], () => Promise.reject(new Error("gone")));
  assertEquals(questions.length, 1);
  clock.advance(5_000);
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  assertEquals(questions.length, 2);
  names.stop();
  clock.advance(60_000);
  names.look();
  assertEquals(questions.length, 2);
});

import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { runIn } from "../../cli/inProcess.ts";
import { eventually } from "../../support/until.ts";
import { newScene, ready } from "./process.ts";

test("a running bot says how it is: to Prometheus, to an operator, and to a program", async () => {
  const scene = await newScene();
  const run = await scene.start();
  await ready(run);
  const address = /"health":"([^"]+)"/.exec(run.output())?.[1] ?? "";
  await eventually(scene.said, (said) => said.length === 1);

  expect(run.output()).toMatch(new RegExp(`"account":"${scene.bot.userId}","rooms":\\d+,"msg":"connected"`));
  // A healthy start warns of nothing, and says as a number what it took as told.
  expect(run.output()).not.toContain("not well");
  expect(run.output()).toMatch(/"open":\d+,"msg":"first start: what is open counts as told/);
  expect(run.output()).not.toContain("offer changed");

  await scene.agent.say(scene.room, "!offres devops");
  await eventually(scene.said, (said) => said.length === 2);
  const metrics = await eventually(
    async () => (await fetch(`http://${address}/metrics`)).text(),
    (text) => text.includes("crieur_answer_seconds_count 1"),
  );
  expect(metrics).toMatch(/^crieur_ready 1$/m);
  expect(metrics).toMatch(/^crieur_rooms\{state="active"\} 1$/m);
  expect(metrics).toMatch(/^crieur_offers\{state="open"\} \d+$/m);
  expect(metrics).toMatch(/^crieur_store_size_bytes [1-9]/m);
  expect(metrics).toMatch(/^crieur_sends_total\{class="reply",outcome="sent"\} 1$/m);
  expect(metrics).toMatch(/^crieur_sends_total\{class="notice",outcome="sent"\} 1$/m);
  expect(metrics).toMatch(/^crieur_commands_total\{outcome="answered"\} 1$/m);
  expect(metrics).toMatch(/^crieur_answer_seconds_bucket\{le="300"\} 1$/m);
  expect(metrics).toMatch(/^crieur_answer_seconds_bucket\{le="\+Inf"\} 1$/m);
  expect(metrics).toMatch(/^crieur_sync_age_seconds \d+$/m);
  for (const text of [scene.bot.userId, scene.room, scene.agent.userId, "devops"])
    expect(metrics).not.toContain(text);
  // Every name has its help, its type and our prefix; every line can be read by Prometheus.
  for (const line of metrics.split("\n").filter((one) => one !== ""))
    expect(line).toMatch(
      /^(?:# (?:HELP|TYPE) crieur_\w+ .+|crieur_\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? [\d.e+-]+)$/,
    );

  scene.settings = { ...scene.settings, http: { listen: address } };
  await writeFile(`${scene.folder}/status.yaml`, JSON.stringify(scene.settings));
  const told = await runIn(scene.folder, ["status", "--config", "status.yaml"]);
  expect(told).toMatchObject({ code: 0, stderr: "" });
  expect(told.stdout).toMatch(/^well\n.*account {3}@crieur.*rooms {5}1 served/s);
  const json = await runIn(scene.folder, ["status", "--json", "--config", "status.yaml"]);
  expect(JSON.parse(json.stdout)).toMatchObject({ ready: true, reasons: [], rooms: { active: 1 } });

  const before = await runIn(scene.folder, ["backup", "copy.db", "--config", "status.yaml"]);
  expect(before.code).toBe(0);
  await run.kill("SIGTERM");
  const gone = await runIn(scene.folder, ["status", "--config", "status.yaml"]);
  expect(gone.code).toBe(1);
  expect(gone.stderr).toContain(`no bot answers on ${address}`);
});

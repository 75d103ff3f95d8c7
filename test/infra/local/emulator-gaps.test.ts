import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preparePython } from '../../../infra/local/python.ts';
import { runCommand } from '../../../infra/local/run-command.ts';
import { PROJECT_ROOT } from '../../../infra/project-root.ts';

/** Runs a program in the emulator's Python and returns what its last line says in JSON; the emulator logs before it. */
async function runInEmulator(program: string): Promise<unknown> {
  const python = await preparePython(() => undefined);
  const { exitCode, output } = await runCommand(python, ['-c', program], {
    env: { ...process.env, PYTHONPATH: join(PROJECT_ROOT, 'infra', 'local') },
  });
  expect(exitCode, output).toBe(0);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

/** Creates, changes and deletes a secret as a stack does. Prints what `Ref` gives each time, and what is left at the end. */
const SECRET_OF_A_STACK = `
import json
from ministack.services import secretsmanager
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS
handlers = _RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
old, new = {"Name": "links"}, {"Name": "links", "Description": "signs links"}
made, _ = handlers["create"]("Links", old, "stack")
changed, _ = handlers["update"](made, old, new, "stack", "Links")
[description] = [secret["Description"] for _, secret in secretsmanager._secrets.items()]
handlers["delete"](changed, new)
print(json.dumps([made, changed, description, len(list(secretsmanager._secrets.items()))]))
`;
const MENDED = 'from emulator_gaps import mend_emulator\nmend_emulator()\n';
const arn = expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:\d{12}:secret:links-\w{6}$/);

describe('the Ref of a secret', () => {
  it('is its ARN on the mended emulator, also when it is updated and deleted', async () => {
    expect(await runInEmulator(MENDED + SECRET_OF_A_STACK)).toEqual([arn, arn, 'signs links', 0]);
  });

  it('is still its name on the emulator as it is: remove the mending when this fails', async () => {
    expect(await runInEmulator(SECRET_OF_A_STACK)).toEqual(['links', 'links', 'signs links', 0]);
  });
});

/** Prints the resource of a call that ends a task by its token. */
const RESOURCE_OF_A_TOKEN = `
import json
from ministack.core import iam_actions
from ministack.services import stepfunctions
stepfunctions._invoke_with_callback("none", {}, "t1", {}) if note else None
body = json.dumps({"taskToken": "t1"}).encode()
print(json.dumps(iam_actions.extract_resource_arn("states", "POST", "/", {}, body, {}, "us-east-1", "000000000000")))
`;
/** A machine whose task waits with the token, noted by the mending without really running it. */
const NOTED = `
from ministack.services import stepfunctions as machine
machine._invoke_with_callback = lambda *args: None
machine._execute_task = lambda *args: None
from emulator_gaps import name_machines_of_tokens
name_machines_of_tokens()
machine._execute_task({}, {}, {"stateMachineArn": "arn:machine"}, {})
note = True
`;

describe('a call that ends a task by its token', () => {
  it('is for the machine of the task on the mended emulator', async () => {
    expect(await runInEmulator(NOTED + RESOURCE_OF_A_TOKEN)).toBe('arn:machine');
  });

  it('is for no resource on the emulator as it is: remove the mending when this fails', async () => {
    expect(await runInEmulator(`note = False\n${RESOURCE_OF_A_TOKEN}`)).toBe('*');
  });
});

/** Prints the action that a batch of messages needs. */
const ACTION_OF_A_BATCH = `
import json
from ministack.core import iam_actions
headers = {"x-amz-target": "AmazonSQS.SendMessageBatch"}
print(json.dumps(iam_actions.extract_iam_action("sqs", "POST", "/", headers, b"{}", {})))
`;

describe('a batch of messages', () => {
  it('needs the action of a message on the mended emulator', async () => {
    expect(await runInEmulator(MENDED + ACTION_OF_A_BATCH)).toBe('sqs:SendMessage');
  });

  it('needs an action of its own on the emulator as it is: remove the mending when this fails', async () => {
    expect(await runInEmulator(ACTION_OF_A_BATCH)).toBe('sqs:SendMessageBatch');
  });
});

/** Prints the resource of a call that sends a mail. */
const RESOURCE_OF_A_MAIL = `
import json
from ministack.core import iam_actions
body = json.dumps({"FromEmailAddress": "Baton <leads@baton.example>"}).encode()
path = "/v2/email/outbound-emails"
print(json.dumps(iam_actions.extract_resource_arn("ses", "POST", path, {}, body, {}, "us-east-1", "000000000000")))
`;

describe('the resource of a mail that is sent', () => {
  it("is its sender's identity on the mended emulator", async () => {
    const arn = 'arn:aws:ses:us-east-1:000000000000:identity/baton.example';
    expect(await runInEmulator(MENDED + RESOURCE_OF_A_MAIL)).toBe(arn);
  });

  it('is still none on the emulator as it is: remove the mending when this fails', async () => {
    expect(await runInEmulator(RESOURCE_OF_A_MAIL)).toBe('*');
  });
});

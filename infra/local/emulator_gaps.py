"""Mends what the emulator does unlike AWS and what would stand in the way of enforcing IAM. For each gap, a test in
test/infra/local/emulator-gaps.test.ts fails when it is closed: remove it here then."""

import json
import threading


def mend_emulator() -> None:
    give_secrets_their_arn()
    name_machines_of_tokens()
    allow_batches_by_their_action()
    name_senders_of_mails()


def give_secrets_their_arn() -> None:
    """On AWS the `Ref` of a secret is its ARN. Here it is its name, and no policy that is made from it matches."""
    from ministack.services import secretsmanager
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
    create, update, delete = (handlers[step] for step in ("create", "update", "delete"))

    def name_of(arn: str) -> str:
        name, _ = secretsmanager._resolve(arn)
        return name or arn

    def create_with_arn(*args):
        _, attributes = create(*args)
        return attributes["Arn"], attributes

    def update_with_arn(arn, *args, **named):
        _, attributes = update(name_of(arn), *args, **named)
        return attributes["Arn"], attributes

    def delete_by_arn(arn, *args):
        return delete(name_of(arn), *args)

    handlers.update(create=create_with_arn, update=update_with_arn, delete=delete_by_arn)


def name_machines_of_tokens() -> None:
    """On AWS a policy may allow the tasks of one state machine to be ended by their tokens. Here such a call has no
    resource, and no policy that names one matches."""
    from ministack.core import iam_actions
    from ministack.services import stepfunctions

    running = threading.local()
    machines: dict[str, str] = {}
    execute_task = stepfunctions._execute_task
    invoke_with_callback = stepfunctions._invoke_with_callback
    extract_resource_arn = iam_actions.extract_resource_arn

    def execute_and_note(state, given, execution, context):
        running.machine = execution.get("stateMachineArn", "*")
        return execute_task(state, given, execution, context)

    def invoke_and_note(resource, given, token, state):
        machines[token] = running.machine
        return invoke_with_callback(resource, given, token, state)

    def extract_with_tokens(service, method, path, headers, body, *rest):
        token = token_in(body) if service == "states" else None
        return machines.get(token) or extract_resource_arn(service, method, path, headers, body, *rest)

    stepfunctions._execute_task = execute_and_note
    stepfunctions._invoke_with_callback = invoke_and_note
    iam_actions.extract_resource_arn = extract_with_tokens


def token_in(body: bytes) -> str | None:
    try:
        return json.loads(body).get("taskToken")
    except ValueError:
        return None


def allow_batches_by_their_action() -> None:
    """On AWS `sqs:SendMessage` also allows SendMessageBatch. Here the batch is an action of its own, which no policy on
    AWS could name."""
    from ministack.core import iam_actions

    extract_iam_action = iam_actions.extract_iam_action

    def extract_without_batch(service, *rest):
        action = extract_iam_action(service, *rest)
        return action.removesuffix("Batch") if service == "sqs" and action else action

    iam_actions.extract_iam_action = extract_without_batch


def name_senders_of_mails() -> None:
    """On AWS the resource of a mail that is sent is its sender's identity. Here such a call has no resource, and no
    policy that names one matches."""
    from ministack.core import iam_actions

    resource_arn = iam_actions._ses_v2_resource_arn

    def arn_with_sender(method, path, body, region, account):
        sender = sender_in(body) if path.endswith("/outbound-emails") else None
        identity = f"arn:aws:ses:{region}:{account}:identity/{sender}"
        return identity if sender else resource_arn(method, path, body, region, account)

    iam_actions._ses_v2_resource_arn = arn_with_sender


def sender_in(body: bytes) -> str | None:
    """Returns the domain of a mail's sender."""
    try:
        return json.loads(body)["FromEmailAddress"].rstrip("> ").rpartition("@")[2]
    except (ValueError, KeyError):
        return None

"""Mends what the emulator does unlike AWS and what would stand in the way of enforcing IAM. For each gap, a test in
test/infra/local/emulator-gaps.cloud.test.ts fails when it is closed: remove it here then."""


def mend_emulator() -> None:
    give_secrets_their_arn()


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

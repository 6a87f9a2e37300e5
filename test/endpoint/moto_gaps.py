"""Teaches moto what it leaves out, most of it in CloudFormation: secrets, which functions read; alarms, of which only the ARN is there, for
the dashboard; change sets as the CDK uses them, and the outputs of a new stack; a bucket that tells EventBridge of its objects.
Import it before the server starts."""
import time
import uuid

from moto.cloudformation.exceptions import CloudFormationError
from moto.cloudformation.models import CloudFormationBackend, Stack
from moto.cloudformation.parsing import ResourceMap
from moto.core.common_models import CloudFormationModel
from moto.s3.models import FakeBucket
from moto.secretsmanager.models import secretsmanager_backends
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker


class Secret(CloudFormationModel):
    __module__ = 'moto.secretsmanager.cloudformation'  # moto reads the service's name from it

    def __init__(self, arn):
        self.physical_resource_id = arn

    @staticmethod
    def cloudformation_name_type():
        return 'Name'

    @staticmethod
    def cloudformation_type():
        return 'AWS::SecretsManager::Secret'

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr == 'Id'

    def get_cfn_attribute(self, attribute_name):
        return self.physical_resource_id

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json.get('Properties', {})
        backend = secretsmanager_backends[account_id][region_name]
        # As CloudFormation names them: without a hyphen before the last part, by which the CDK finds the name in the ARN.
        name = f'{kwargs["LogicalId"]}-{uuid.uuid4().hex[:12]}'
        backend.create_secret(name, properties.get('SecretString'), None, properties.get('Description'), None, None, None, [], False)
        return cls(backend.secrets[name].arn)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *args, **kwargs):
        return original_resource  # what a person put in stays

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, *args, **kwargs):
        """Retained."""

    def is_created(self):
        return True


class Alarm(CloudFormationModel):
    __module__ = 'moto.cloudwatch.cloudformation'

    def __init__(self, name, account_id, region_name):
        self.physical_resource_id = name
        self.arn = f'arn:aws:cloudwatch:{region_name}:{account_id}:alarm:{name}'

    @staticmethod
    def cloudformation_name_type():
        return 'AlarmName'

    @staticmethod
    def cloudformation_type():
        return 'AWS::CloudWatch::Alarm'

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr == 'Arn'

    def get_cfn_attribute(self, attribute_name):
        return self.arn

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        return cls(resource_name, account_id, region_name)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *args, **kwargs):
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, *args, **kwargs):
        """Nothing was made."""

    def is_created(self):
        return True


class ChangeSetNotFound(CloudFormationError):
    __module__ = 'moto.cloudformation.exceptions'
    code = 'ChangeSetNotFound'


def change_sets_named(backend, name):
    return [key for key, each in backend.change_sets.items() if name in (key, each.change_set_name)]


def describe_change_set(backend, change_set_name):
    """The newest of that name, and an error that the CDK understands where there is none."""
    for key in reversed(change_sets_named(backend, change_set_name)):
        return backend.change_sets[key]
    raise ChangeSetNotFound(f'ChangeSet [{change_set_name}] does not exist')


def delete_change_set(backend, change_set_name):
    for key in change_sets_named(backend, change_set_name):
        del backend.change_sets[key]


CloudFormationBackend.describe_change_set = describe_change_set
CloudFormationBackend.delete_change_set = delete_change_set


execute = CloudFormationBackend.execute_change_set


def execute_with_outputs(backend, change_set_name, stack_name=None):
    """moto reads the outputs of a new stack from the empty template that it had before its first change set."""
    execute(backend, change_set_name, stack_name)
    for stack in backend.stacks.values():
        if stack.template:
            stack._parse_template()
            stack.output_map = stack._create_output_map()


CloudFormationBackend.execute_change_set = execute_with_outputs


stack_resources = Stack.stack_resources.fget
# Types that moto skips are in its list as None, and looking one up by name then fails for all.
Stack.stack_resources = property(lambda stack: [each for each in stack_resources(stack) if each is not None])

create_bucket = FakeBucket.create_from_cloudformation_json.__func__


def create_telling_bucket(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
    bucket = create_bucket(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs)
    configuration = cloudformation_json.get('Properties', {}).get('NotificationConfiguration', {})
    if 'EventBridgeConfiguration' in configuration:
        empty = {'TopicConfiguration': [], 'QueueConfiguration': [], 'CloudFunctionConfiguration': []}
        bucket.set_notification_configuration({**empty, 'EventBridgeConfiguration': {}})
    return bucket


FakeBucket.create_from_cloudformation_json = classmethod(create_telling_bucket)


read_parameter = ResourceMap.parse_ssm_parameter


def read_parameter_once(resources, value, value_type):
    """At an update the CDK says "as before", which moto has resolved already."""
    return read_parameter(resources, value, value_type) if value.startswith('/') else value


ResourceMap.parse_ssm_parameter = read_parameter_once


start_execution = ExecutionWorker.start


def start_and_be_there(worker):
    """Whoever asks for the Map runs of an execution that has not got its environment yet breaks the list of all."""
    start_execution(worker)
    give_up_at = time.monotonic() + 30
    while worker.env is None and time.monotonic() < give_up_at:
        time.sleep(0.01)


ExecutionWorker.start = start_and_be_there

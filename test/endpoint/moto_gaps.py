"""Teaches moto's CloudFormation two resource types that it leaves out: secrets, which functions read, and alarms, of which
only the ARN is there, for the dashboard. Import it before the server starts."""
import uuid

from moto.cloudformation.models import CloudFormationBackend
from moto.core.common_models import CloudFormationModel
from moto.secretsmanager.models import secretsmanager_backends


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
        name = f'{resource_name}-{uuid.uuid4().hex[:8]}'
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


# A stack that is made by a change set keeps the outputs of the empty template it began with.
execute_change_set = CloudFormationBackend.execute_change_set


def execute_and_read_outputs(self, change_set_name, stack_name=None):
    execute_change_set(self, change_set_name, stack_name)
    for stack in self.stacks.values():
        stack._parse_template()
        stack.output_map = stack._create_output_map()


CloudFormationBackend.execute_change_set = execute_and_read_outputs

"""Teaches moto's CloudFormation the review desk: its user pool with client and groups, which really are there and sign people in;
of the distribution and the HTTP API only the names that other resources need. Import it before the server starts."""
import uuid

from moto.cognitoidp.models import cognitoidp_backends
from moto.core.common_models import CloudFormationModel


class Named:
    """A resource of which only names are there. moto finds the classes right below CloudFormationModel only."""
    kind = ''

    def __init__(self, name, attributes):
        self.physical_resource_id = name
        self.attributes = attributes

    @classmethod
    def cloudformation_name_type(cls):
        return ''

    @classmethod
    def cloudformation_type(cls):
        return cls.kind

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr in ('Id', 'Arn', 'DomainName', 'FunctionARN', 'ProviderName', 'ApiEndpoint')

    def get_cfn_attribute(self, attribute_name):
        return self.attributes.get(attribute_name, self.physical_resource_id)

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        return cls(*cls.make(cloudformation_json.get('Properties', {}), cognitoidp_backends[account_id][region_name]))

    @classmethod
    def make(cls, properties, cognito):
        name = uuid.uuid4().hex[:14]
        return name, {'DomainName': f'd{name}.cloudfront.net'}

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *args, **kwargs):
        return original_resource

    @classmethod
    def delete_from_cloudformation_json(cls, resource_name, *args, **kwargs):
        """It goes with the endpoint."""

    def is_created(self):
        return True


class Distribution(Named, CloudFormationModel):
    __module__ = 'moto.cloudfront.cloudformation'  # moto reads the service's name from it
    kind = 'AWS::CloudFront::Distribution'


class EdgeFunction(Named, CloudFormationModel):
    __module__ = 'moto.cloudfront.cloudformation'
    kind = 'AWS::CloudFront::Function'


class AccessControl(Named, CloudFormationModel):
    __module__ = 'moto.cloudfront.cloudformation'
    kind = 'AWS::CloudFront::OriginAccessControl'


class HeadersPolicy(Named, CloudFormationModel):
    __module__ = 'moto.cloudfront.cloudformation'
    kind = 'AWS::CloudFront::ResponseHeadersPolicy'


class Api(Named, CloudFormationModel):
    __module__ = 'moto.apigatewayv2.cloudformation'
    kind = 'AWS::ApiGatewayV2::Api'


class UserPool(Named, CloudFormationModel):
    __module__ = 'moto.cognitoidp.cloudformation'
    kind = 'AWS::Cognito::UserPool'

    @classmethod
    def make(cls, properties, cognito):
        pool = cognito.create_user_pool('desk', {})
        return pool.id, {'Arn': pool.arn}


class UserPoolClient(Named, CloudFormationModel):
    __module__ = 'moto.cognitoidp.cloudformation'
    kind = 'AWS::Cognito::UserPoolClient'

    @classmethod
    def make(cls, properties, cognito):
        wanted = {'ExplicitAuthFlows': ['ALLOW_ADMIN_USER_PASSWORD_AUTH']}  # the deploy test has no browser to sign in with
        return cognito.create_user_pool_client(properties['UserPoolId'], False, wanted).id, {}


class UserPoolGroup(Named, CloudFormationModel):
    __module__ = 'moto.cognitoidp.cloudformation'
    kind = 'AWS::Cognito::UserPoolGroup'

    @classmethod
    def make(cls, properties, cognito):
        cognito.create_group(properties['UserPoolId'], properties['GroupName'], properties.get('Description'), None, None)
        return properties['GroupName'], {}

//! The shapes and operations of API Gateway HTTP APIs that are built. Made by `cargo xtask codegen`
//! from `models/apigatewayv2.toml`; do not edit.
#![allow(missing_docs, clippy::all, clippy::pedantic, rustdoc::all)]

use aws_shape::*;
use service::Operation;

shape! { AccessLogSettings ACCESS_LOG_SETTINGS;
destination_arn: Option<String> = ("DestinationArn", ARN).wire("destinationArn");
format: Option<String> = ("Format", STRING_WITH_LENGTH_BETWEEN1_AND1024).wire("format");
}
shape! { Api API;
api_endpoint: Option<String> = ("ApiEndpoint", __STRING).wire("apiEndpoint");
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
api_id: Option<String> = ("ApiId", ID).wire("apiId");
api_key_selection_expression: Option<String> = ("ApiKeySelectionExpression", SELECTION_EXPRESSION).wire("apiKeySelectionExpression");
cors_configuration: Option<Cors> = ("CorsConfiguration", CORS).wire("corsConfiguration");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
disable_execute_api_endpoint: Option<bool> = ("DisableExecuteApiEndpoint", __BOOLEAN).wire("disableExecuteApiEndpoint");
disable_schema_validation: Option<bool> = ("DisableSchemaValidation", __BOOLEAN).wire("disableSchemaValidation");
import_info: Option<Vec<String>> = ("ImportInfo", __LIST_OF__STRING).wire("importInfo");
ip_address_type: Option<String> = ("IpAddressType", IP_ADDRESS_TYPE).wire("ipAddressType");
name: String = ("Name", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("name").required();
protocol_type: String = ("ProtocolType", PROTOCOL_TYPE).wire("protocolType").required();
route_selection_expression: String = ("RouteSelectionExpression", SELECTION_EXPRESSION).wire("routeSelectionExpression").required();
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
version: Option<String> = ("Version", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("version");
warnings: Option<Vec<String>> = ("Warnings", __LIST_OF__STRING).wire("warnings");
}
pub static ARN: Schema = Schema::new("Arn", Kind::String);
pub static AUTHORIZATION_SCOPES: Schema = Schema::new(
    "AuthorizationScopes",
    Kind::List { item: &STRING_WITH_LENGTH_BETWEEN1_AND64, item_name: "member", flat: false },
);
pub static AUTHORIZATION_TYPE: Schema =
    Schema::new("AuthorizationType", Kind::String).values(&["NONE", "AWS_IAM", "CUSTOM", "JWT"]);
shape! { BadRequestException BAD_REQUEST_EXCEPTION;
message: Option<String> = ("Message", __STRING).wire("message");
}
shape! { ConflictException CONFLICT_EXCEPTION;
message: Option<String> = ("Message", __STRING).wire("message");
}
pub static CONNECTION_TYPE: Schema =
    Schema::new("ConnectionType", Kind::String).values(&["INTERNET", "VPC_LINK"]);
pub static CONTENT_HANDLING_STRATEGY: Schema = Schema::new("ContentHandlingStrategy", Kind::String)
    .values(&["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"]);
shape! { Cors CORS;
allow_credentials: Option<bool> = ("AllowCredentials", __BOOLEAN).wire("allowCredentials");
allow_headers: Option<Vec<String>> = ("AllowHeaders", CORS_HEADER_LIST).wire("allowHeaders");
allow_methods: Option<Vec<String>> = ("AllowMethods", CORS_METHOD_LIST).wire("allowMethods");
allow_origins: Option<Vec<String>> = ("AllowOrigins", CORS_ORIGIN_LIST).wire("allowOrigins");
expose_headers: Option<Vec<String>> = ("ExposeHeaders", CORS_HEADER_LIST).wire("exposeHeaders");
max_age: Option<i32> = ("MaxAge", INTEGER_WITH_LENGTH_BETWEEN_MINUS1_AND86400).wire("maxAge");
}
pub static CORS_HEADER_LIST: Schema =
    Schema::new("CorsHeaderList", Kind::List { item: &__STRING, item_name: "member", flat: false });
pub static CORS_METHOD_LIST: Schema = Schema::new(
    "CorsMethodList",
    Kind::List { item: &STRING_WITH_LENGTH_BETWEEN1_AND64, item_name: "member", flat: false },
);
pub static CORS_ORIGIN_LIST: Schema =
    Schema::new("CorsOriginList", Kind::List { item: &__STRING, item_name: "member", flat: false });
shape! { CreateApiRequest CREATE_API_REQUEST;
api_key_selection_expression: Option<String> = ("ApiKeySelectionExpression", SELECTION_EXPRESSION).wire("apiKeySelectionExpression");
cors_configuration: Option<Cors> = ("CorsConfiguration", CORS).wire("corsConfiguration");
credentials_arn: Option<String> = ("CredentialsArn", ARN).wire("credentialsArn");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
disable_execute_api_endpoint: Option<bool> = ("DisableExecuteApiEndpoint", __BOOLEAN).wire("disableExecuteApiEndpoint");
disable_schema_validation: Option<bool> = ("DisableSchemaValidation", __BOOLEAN).wire("disableSchemaValidation");
ip_address_type: Option<String> = ("IpAddressType", IP_ADDRESS_TYPE).wire("ipAddressType");
name: String = ("Name", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("name").required();
protocol_type: String = ("ProtocolType", PROTOCOL_TYPE).wire("protocolType").required();
route_key: Option<String> = ("RouteKey", SELECTION_KEY).wire("routeKey");
route_selection_expression: Option<String> = ("RouteSelectionExpression", SELECTION_EXPRESSION).wire("routeSelectionExpression");
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
target: Option<String> = ("Target", URI_WITH_LENGTH_BETWEEN1_AND2048).wire("target");
version: Option<String> = ("Version", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("version");
}
shape! { CreateApiResponse CREATE_API_RESPONSE;
api_endpoint: Option<String> = ("ApiEndpoint", __STRING).wire("apiEndpoint");
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
api_id: Option<String> = ("ApiId", ID).wire("apiId");
api_key_selection_expression: Option<String> = ("ApiKeySelectionExpression", SELECTION_EXPRESSION).wire("apiKeySelectionExpression");
cors_configuration: Option<Cors> = ("CorsConfiguration", CORS).wire("corsConfiguration");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
disable_execute_api_endpoint: Option<bool> = ("DisableExecuteApiEndpoint", __BOOLEAN).wire("disableExecuteApiEndpoint");
disable_schema_validation: Option<bool> = ("DisableSchemaValidation", __BOOLEAN).wire("disableSchemaValidation");
import_info: Option<Vec<String>> = ("ImportInfo", __LIST_OF__STRING).wire("importInfo");
ip_address_type: Option<String> = ("IpAddressType", IP_ADDRESS_TYPE).wire("ipAddressType");
name: Option<String> = ("Name", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("name");
protocol_type: Option<String> = ("ProtocolType", PROTOCOL_TYPE).wire("protocolType");
route_selection_expression: Option<String> = ("RouteSelectionExpression", SELECTION_EXPRESSION).wire("routeSelectionExpression");
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
version: Option<String> = ("Version", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("version");
warnings: Option<Vec<String>> = ("Warnings", __LIST_OF__STRING).wire("warnings");
}
shape! { CreateDeploymentRequest CREATE_DEPLOYMENT_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
stage_name: Option<String> = ("StageName", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("stageName");
}
shape! { CreateDeploymentResponse CREATE_DEPLOYMENT_RESPONSE;
auto_deployed: Option<bool> = ("AutoDeployed", __BOOLEAN).wire("autoDeployed");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
deployment_id: Option<String> = ("DeploymentId", ID).wire("deploymentId");
deployment_status: Option<String> = ("DeploymentStatus", DEPLOYMENT_STATUS).wire("deploymentStatus");
deployment_status_message: Option<String> = ("DeploymentStatusMessage", __STRING).wire("deploymentStatusMessage");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
}
shape! { CreateIntegrationRequest CREATE_INTEGRATION_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
connection_id: Option<String> = ("ConnectionId", STRING_WITH_LENGTH_BETWEEN1_AND1024).wire("connectionId");
connection_type: Option<String> = ("ConnectionType", CONNECTION_TYPE).wire("connectionType");
content_handling_strategy: Option<String> = ("ContentHandlingStrategy", CONTENT_HANDLING_STRATEGY).wire("contentHandlingStrategy");
credentials_arn: Option<String> = ("CredentialsArn", ARN).wire("credentialsArn");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
integration_method: Option<String> = ("IntegrationMethod", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("integrationMethod");
integration_subtype: Option<String> = ("IntegrationSubtype", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("integrationSubtype");
integration_type: String = ("IntegrationType", INTEGRATION_TYPE).wire("integrationType").required();
integration_uri: Option<String> = ("IntegrationUri", URI_WITH_LENGTH_BETWEEN1_AND2048).wire("integrationUri");
passthrough_behavior: Option<String> = ("PassthroughBehavior", PASSTHROUGH_BEHAVIOR).wire("passthroughBehavior");
payload_format_version: Option<String> = ("PayloadFormatVersion", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("payloadFormatVersion");
request_parameters: Option<Map<String>> = ("RequestParameters", INTEGRATION_PARAMETERS).wire("requestParameters");
request_templates: Option<Map<String>> = ("RequestTemplates", TEMPLATE_MAP).wire("requestTemplates");
response_parameters: Option<Map<Map<String>>> = ("ResponseParameters", RESPONSE_PARAMETERS).wire("responseParameters");
template_selection_expression: Option<String> = ("TemplateSelectionExpression", SELECTION_EXPRESSION).wire("templateSelectionExpression");
timeout_in_millis: Option<i32> = ("TimeoutInMillis", INTEGER_WITH_LENGTH_BETWEEN50_AND30000).wire("timeoutInMillis");
tls_config: Option<TlsConfigInput> = ("TlsConfig", TLS_CONFIG_INPUT).wire("tlsConfig");
}
shape! { CreateIntegrationResult CREATE_INTEGRATION_RESULT;
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
connection_id: Option<String> = ("ConnectionId", STRING_WITH_LENGTH_BETWEEN1_AND1024).wire("connectionId");
connection_type: Option<String> = ("ConnectionType", CONNECTION_TYPE).wire("connectionType");
content_handling_strategy: Option<String> = ("ContentHandlingStrategy", CONTENT_HANDLING_STRATEGY).wire("contentHandlingStrategy");
credentials_arn: Option<String> = ("CredentialsArn", ARN).wire("credentialsArn");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
integration_id: Option<String> = ("IntegrationId", ID).wire("integrationId");
integration_method: Option<String> = ("IntegrationMethod", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("integrationMethod");
integration_response_selection_expression: Option<String> = ("IntegrationResponseSelectionExpression", SELECTION_EXPRESSION).wire("integrationResponseSelectionExpression");
integration_subtype: Option<String> = ("IntegrationSubtype", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("integrationSubtype");
integration_type: Option<String> = ("IntegrationType", INTEGRATION_TYPE).wire("integrationType");
integration_uri: Option<String> = ("IntegrationUri", URI_WITH_LENGTH_BETWEEN1_AND2048).wire("integrationUri");
passthrough_behavior: Option<String> = ("PassthroughBehavior", PASSTHROUGH_BEHAVIOR).wire("passthroughBehavior");
payload_format_version: Option<String> = ("PayloadFormatVersion", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("payloadFormatVersion");
request_parameters: Option<Map<String>> = ("RequestParameters", INTEGRATION_PARAMETERS).wire("requestParameters");
request_templates: Option<Map<String>> = ("RequestTemplates", TEMPLATE_MAP).wire("requestTemplates");
response_parameters: Option<Map<Map<String>>> = ("ResponseParameters", RESPONSE_PARAMETERS).wire("responseParameters");
template_selection_expression: Option<String> = ("TemplateSelectionExpression", SELECTION_EXPRESSION).wire("templateSelectionExpression");
timeout_in_millis: Option<i32> = ("TimeoutInMillis", INTEGER_WITH_LENGTH_BETWEEN50_AND30000).wire("timeoutInMillis");
tls_config: Option<TlsConfig> = ("TlsConfig", TLS_CONFIG).wire("tlsConfig");
}
shape! { CreateRouteRequest CREATE_ROUTE_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
api_key_required: Option<bool> = ("ApiKeyRequired", __BOOLEAN).wire("apiKeyRequired");
authorization_scopes: Option<Vec<String>> = ("AuthorizationScopes", AUTHORIZATION_SCOPES).wire("authorizationScopes");
authorization_type: Option<String> = ("AuthorizationType", AUTHORIZATION_TYPE).wire("authorizationType");
authorizer_id: Option<String> = ("AuthorizerId", ID).wire("authorizerId");
model_selection_expression: Option<String> = ("ModelSelectionExpression", SELECTION_EXPRESSION).wire("modelSelectionExpression");
operation_name: Option<String> = ("OperationName", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("operationName");
request_models: Option<Map<String>> = ("RequestModels", ROUTE_MODELS).wire("requestModels");
request_parameters: Option<Map<ParameterConstraints>> = ("RequestParameters", ROUTE_PARAMETERS).wire("requestParameters");
route_key: String = ("RouteKey", SELECTION_KEY).wire("routeKey").required();
route_response_selection_expression: Option<String> = ("RouteResponseSelectionExpression", SELECTION_EXPRESSION).wire("routeResponseSelectionExpression");
target: Option<String> = ("Target", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("target");
}
shape! { CreateRouteResult CREATE_ROUTE_RESULT;
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
api_key_required: Option<bool> = ("ApiKeyRequired", __BOOLEAN).wire("apiKeyRequired");
authorization_scopes: Option<Vec<String>> = ("AuthorizationScopes", AUTHORIZATION_SCOPES).wire("authorizationScopes");
authorization_type: Option<String> = ("AuthorizationType", AUTHORIZATION_TYPE).wire("authorizationType");
authorizer_id: Option<String> = ("AuthorizerId", ID).wire("authorizerId");
model_selection_expression: Option<String> = ("ModelSelectionExpression", SELECTION_EXPRESSION).wire("modelSelectionExpression");
operation_name: Option<String> = ("OperationName", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("operationName");
request_models: Option<Map<String>> = ("RequestModels", ROUTE_MODELS).wire("requestModels");
request_parameters: Option<Map<ParameterConstraints>> = ("RequestParameters", ROUTE_PARAMETERS).wire("requestParameters");
route_id: Option<String> = ("RouteId", ID).wire("routeId");
route_key: Option<String> = ("RouteKey", SELECTION_KEY).wire("routeKey");
route_response_selection_expression: Option<String> = ("RouteResponseSelectionExpression", SELECTION_EXPRESSION).wire("routeResponseSelectionExpression");
target: Option<String> = ("Target", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("target");
}
shape! { CreateStageRequest CREATE_STAGE_REQUEST;
access_log_settings: Option<AccessLogSettings> = ("AccessLogSettings", ACCESS_LOG_SETTINGS).wire("accessLogSettings");
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
auto_deploy: Option<bool> = ("AutoDeploy", __BOOLEAN).wire("autoDeploy");
client_certificate_id: Option<String> = ("ClientCertificateId", ID).wire("clientCertificateId");
default_route_settings: Option<RouteSettings> = ("DefaultRouteSettings", ROUTE_SETTINGS).wire("defaultRouteSettings");
deployment_id: Option<String> = ("DeploymentId", ID).wire("deploymentId");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
route_settings: Option<Map<RouteSettings>> = ("RouteSettings", ROUTE_SETTINGS_MAP).wire("routeSettings");
stage_name: String = ("StageName", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("stageName").required();
stage_variables: Option<Map<String>> = ("StageVariables", STAGE_VARIABLES_MAP).wire("stageVariables");
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
}
shape! { CreateStageResponse CREATE_STAGE_RESPONSE;
access_log_settings: Option<AccessLogSettings> = ("AccessLogSettings", ACCESS_LOG_SETTINGS).wire("accessLogSettings");
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
auto_deploy: Option<bool> = ("AutoDeploy", __BOOLEAN).wire("autoDeploy");
client_certificate_id: Option<String> = ("ClientCertificateId", ID).wire("clientCertificateId");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
default_route_settings: Option<RouteSettings> = ("DefaultRouteSettings", ROUTE_SETTINGS).wire("defaultRouteSettings");
deployment_id: Option<String> = ("DeploymentId", ID).wire("deploymentId");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
last_deployment_status_message: Option<String> = ("LastDeploymentStatusMessage", __STRING).wire("lastDeploymentStatusMessage");
last_updated_date: Option<Timestamp> = ("LastUpdatedDate", __TIMESTAMP_ISO8601).wire("lastUpdatedDate").timestamp(TimestampFormat::Iso);
route_settings: Option<Map<RouteSettings>> = ("RouteSettings", ROUTE_SETTINGS_MAP).wire("routeSettings");
stage_name: Option<String> = ("StageName", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("stageName");
stage_variables: Option<Map<String>> = ("StageVariables", STAGE_VARIABLES_MAP).wire("stageVariables");
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
}
shape! { DeleteApiRequest DELETE_API_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
}
shape! { DeleteCorsConfigurationRequest DELETE_CORS_CONFIGURATION_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
}
shape! { DeleteDeploymentRequest DELETE_DEPLOYMENT_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
deployment_id: String = ("DeploymentId", __STRING).wire("deploymentId").required().at(Location::Uri);
}
shape! { DeleteIntegrationRequest DELETE_INTEGRATION_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
integration_id: String = ("IntegrationId", __STRING).wire("integrationId").required().at(Location::Uri);
}
shape! { DeleteRouteRequest DELETE_ROUTE_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
route_id: String = ("RouteId", __STRING).wire("routeId").required().at(Location::Uri);
}
shape! { DeleteRouteSettingsRequest DELETE_ROUTE_SETTINGS_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
route_key: String = ("RouteKey", __STRING).wire("routeKey").required().at(Location::Uri);
stage_name: String = ("StageName", __STRING).wire("stageName").required().at(Location::Uri);
}
shape! { DeleteStageRequest DELETE_STAGE_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
stage_name: String = ("StageName", __STRING).wire("stageName").required().at(Location::Uri);
}
shape! { Deployment DEPLOYMENT;
auto_deployed: Option<bool> = ("AutoDeployed", __BOOLEAN).wire("autoDeployed");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
deployment_id: Option<String> = ("DeploymentId", ID).wire("deploymentId");
deployment_status: Option<String> = ("DeploymentStatus", DEPLOYMENT_STATUS).wire("deploymentStatus");
deployment_status_message: Option<String> = ("DeploymentStatusMessage", __STRING).wire("deploymentStatusMessage");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
}
pub static DEPLOYMENT_STATUS: Schema =
    Schema::new("DeploymentStatus", Kind::String).values(&["PENDING", "FAILED", "DEPLOYED"]);
shape! { GetApiRequest GET_API_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
}
shape! { GetApiResponse GET_API_RESPONSE;
api_endpoint: Option<String> = ("ApiEndpoint", __STRING).wire("apiEndpoint");
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
api_id: Option<String> = ("ApiId", ID).wire("apiId");
api_key_selection_expression: Option<String> = ("ApiKeySelectionExpression", SELECTION_EXPRESSION).wire("apiKeySelectionExpression");
cors_configuration: Option<Cors> = ("CorsConfiguration", CORS).wire("corsConfiguration");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
disable_execute_api_endpoint: Option<bool> = ("DisableExecuteApiEndpoint", __BOOLEAN).wire("disableExecuteApiEndpoint");
disable_schema_validation: Option<bool> = ("DisableSchemaValidation", __BOOLEAN).wire("disableSchemaValidation");
import_info: Option<Vec<String>> = ("ImportInfo", __LIST_OF__STRING).wire("importInfo");
ip_address_type: Option<String> = ("IpAddressType", IP_ADDRESS_TYPE).wire("ipAddressType");
name: Option<String> = ("Name", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("name");
protocol_type: Option<String> = ("ProtocolType", PROTOCOL_TYPE).wire("protocolType");
route_selection_expression: Option<String> = ("RouteSelectionExpression", SELECTION_EXPRESSION).wire("routeSelectionExpression");
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
version: Option<String> = ("Version", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("version");
warnings: Option<Vec<String>> = ("Warnings", __LIST_OF__STRING).wire("warnings");
}
shape! { GetApisRequest GET_APIS_REQUEST;
max_results: Option<String> = ("MaxResults", __STRING).wire("maxResults").at(Location::Query);
next_token: Option<String> = ("NextToken", __STRING).wire("nextToken").at(Location::Query);
}
shape! { GetApisResponse GET_APIS_RESPONSE;
items: Option<Vec<Api>> = ("Items", __LIST_OF_API).wire("items");
next_token: Option<String> = ("NextToken", NEXT_TOKEN).wire("nextToken");
}
shape! { GetDeploymentRequest GET_DEPLOYMENT_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
deployment_id: String = ("DeploymentId", __STRING).wire("deploymentId").required().at(Location::Uri);
}
shape! { GetDeploymentResponse GET_DEPLOYMENT_RESPONSE;
auto_deployed: Option<bool> = ("AutoDeployed", __BOOLEAN).wire("autoDeployed");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
deployment_id: Option<String> = ("DeploymentId", ID).wire("deploymentId");
deployment_status: Option<String> = ("DeploymentStatus", DEPLOYMENT_STATUS).wire("deploymentStatus");
deployment_status_message: Option<String> = ("DeploymentStatusMessage", __STRING).wire("deploymentStatusMessage");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
}
shape! { GetDeploymentsRequest GET_DEPLOYMENTS_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
max_results: Option<String> = ("MaxResults", __STRING).wire("maxResults").at(Location::Query);
next_token: Option<String> = ("NextToken", __STRING).wire("nextToken").at(Location::Query);
}
shape! { GetDeploymentsResponse GET_DEPLOYMENTS_RESPONSE;
items: Option<Vec<Deployment>> = ("Items", __LIST_OF_DEPLOYMENT).wire("items");
next_token: Option<String> = ("NextToken", NEXT_TOKEN).wire("nextToken");
}
shape! { GetIntegrationRequest GET_INTEGRATION_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
integration_id: String = ("IntegrationId", __STRING).wire("integrationId").required().at(Location::Uri);
}
shape! { GetIntegrationResult GET_INTEGRATION_RESULT;
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
connection_id: Option<String> = ("ConnectionId", STRING_WITH_LENGTH_BETWEEN1_AND1024).wire("connectionId");
connection_type: Option<String> = ("ConnectionType", CONNECTION_TYPE).wire("connectionType");
content_handling_strategy: Option<String> = ("ContentHandlingStrategy", CONTENT_HANDLING_STRATEGY).wire("contentHandlingStrategy");
credentials_arn: Option<String> = ("CredentialsArn", ARN).wire("credentialsArn");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
integration_id: Option<String> = ("IntegrationId", ID).wire("integrationId");
integration_method: Option<String> = ("IntegrationMethod", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("integrationMethod");
integration_response_selection_expression: Option<String> = ("IntegrationResponseSelectionExpression", SELECTION_EXPRESSION).wire("integrationResponseSelectionExpression");
integration_subtype: Option<String> = ("IntegrationSubtype", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("integrationSubtype");
integration_type: Option<String> = ("IntegrationType", INTEGRATION_TYPE).wire("integrationType");
integration_uri: Option<String> = ("IntegrationUri", URI_WITH_LENGTH_BETWEEN1_AND2048).wire("integrationUri");
passthrough_behavior: Option<String> = ("PassthroughBehavior", PASSTHROUGH_BEHAVIOR).wire("passthroughBehavior");
payload_format_version: Option<String> = ("PayloadFormatVersion", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("payloadFormatVersion");
request_parameters: Option<Map<String>> = ("RequestParameters", INTEGRATION_PARAMETERS).wire("requestParameters");
request_templates: Option<Map<String>> = ("RequestTemplates", TEMPLATE_MAP).wire("requestTemplates");
response_parameters: Option<Map<Map<String>>> = ("ResponseParameters", RESPONSE_PARAMETERS).wire("responseParameters");
template_selection_expression: Option<String> = ("TemplateSelectionExpression", SELECTION_EXPRESSION).wire("templateSelectionExpression");
timeout_in_millis: Option<i32> = ("TimeoutInMillis", INTEGER_WITH_LENGTH_BETWEEN50_AND30000).wire("timeoutInMillis");
tls_config: Option<TlsConfig> = ("TlsConfig", TLS_CONFIG).wire("tlsConfig");
}
shape! { GetIntegrationsRequest GET_INTEGRATIONS_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
max_results: Option<String> = ("MaxResults", __STRING).wire("maxResults").at(Location::Query);
next_token: Option<String> = ("NextToken", __STRING).wire("nextToken").at(Location::Query);
}
shape! { GetIntegrationsResponse GET_INTEGRATIONS_RESPONSE;
items: Option<Vec<Integration>> = ("Items", __LIST_OF_INTEGRATION).wire("items");
next_token: Option<String> = ("NextToken", NEXT_TOKEN).wire("nextToken");
}
shape! { GetRouteRequest GET_ROUTE_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
route_id: String = ("RouteId", __STRING).wire("routeId").required().at(Location::Uri);
}
shape! { GetRouteResult GET_ROUTE_RESULT;
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
api_key_required: Option<bool> = ("ApiKeyRequired", __BOOLEAN).wire("apiKeyRequired");
authorization_scopes: Option<Vec<String>> = ("AuthorizationScopes", AUTHORIZATION_SCOPES).wire("authorizationScopes");
authorization_type: Option<String> = ("AuthorizationType", AUTHORIZATION_TYPE).wire("authorizationType");
authorizer_id: Option<String> = ("AuthorizerId", ID).wire("authorizerId");
model_selection_expression: Option<String> = ("ModelSelectionExpression", SELECTION_EXPRESSION).wire("modelSelectionExpression");
operation_name: Option<String> = ("OperationName", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("operationName");
request_models: Option<Map<String>> = ("RequestModels", ROUTE_MODELS).wire("requestModels");
request_parameters: Option<Map<ParameterConstraints>> = ("RequestParameters", ROUTE_PARAMETERS).wire("requestParameters");
route_id: Option<String> = ("RouteId", ID).wire("routeId");
route_key: Option<String> = ("RouteKey", SELECTION_KEY).wire("routeKey");
route_response_selection_expression: Option<String> = ("RouteResponseSelectionExpression", SELECTION_EXPRESSION).wire("routeResponseSelectionExpression");
target: Option<String> = ("Target", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("target");
}
shape! { GetRoutesRequest GET_ROUTES_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
max_results: Option<String> = ("MaxResults", __STRING).wire("maxResults").at(Location::Query);
next_token: Option<String> = ("NextToken", __STRING).wire("nextToken").at(Location::Query);
}
shape! { GetRoutesResponse GET_ROUTES_RESPONSE;
items: Option<Vec<Route>> = ("Items", __LIST_OF_ROUTE).wire("items");
next_token: Option<String> = ("NextToken", NEXT_TOKEN).wire("nextToken");
}
shape! { GetStageRequest GET_STAGE_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
stage_name: String = ("StageName", __STRING).wire("stageName").required().at(Location::Uri);
}
shape! { GetStageResponse GET_STAGE_RESPONSE;
access_log_settings: Option<AccessLogSettings> = ("AccessLogSettings", ACCESS_LOG_SETTINGS).wire("accessLogSettings");
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
auto_deploy: Option<bool> = ("AutoDeploy", __BOOLEAN).wire("autoDeploy");
client_certificate_id: Option<String> = ("ClientCertificateId", ID).wire("clientCertificateId");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
default_route_settings: Option<RouteSettings> = ("DefaultRouteSettings", ROUTE_SETTINGS).wire("defaultRouteSettings");
deployment_id: Option<String> = ("DeploymentId", ID).wire("deploymentId");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
last_deployment_status_message: Option<String> = ("LastDeploymentStatusMessage", __STRING).wire("lastDeploymentStatusMessage");
last_updated_date: Option<Timestamp> = ("LastUpdatedDate", __TIMESTAMP_ISO8601).wire("lastUpdatedDate").timestamp(TimestampFormat::Iso);
route_settings: Option<Map<RouteSettings>> = ("RouteSettings", ROUTE_SETTINGS_MAP).wire("routeSettings");
stage_name: Option<String> = ("StageName", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("stageName");
stage_variables: Option<Map<String>> = ("StageVariables", STAGE_VARIABLES_MAP).wire("stageVariables");
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
}
shape! { GetStagesRequest GET_STAGES_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
max_results: Option<String> = ("MaxResults", __STRING).wire("maxResults").at(Location::Query);
next_token: Option<String> = ("NextToken", __STRING).wire("nextToken").at(Location::Query);
}
shape! { GetStagesResponse GET_STAGES_RESPONSE;
items: Option<Vec<Stage>> = ("Items", __LIST_OF_STAGE).wire("items");
next_token: Option<String> = ("NextToken", NEXT_TOKEN).wire("nextToken");
}
shape! { GetTagsRequest GET_TAGS_REQUEST;
resource_arn: String = ("ResourceArn", __STRING).wire("resource-arn").required().at(Location::Uri);
}
shape! { GetTagsResponse GET_TAGS_RESPONSE;
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
}
pub static ID: Schema = Schema::new("Id", Kind::String);
pub static INTEGER_WITH_LENGTH_BETWEEN50_AND30000: Schema =
    Schema::new("IntegerWithLengthBetween50And30000", Kind::Integer).range(50, 30000);
pub static INTEGER_WITH_LENGTH_BETWEEN_MINUS1_AND86400: Schema =
    Schema::new("IntegerWithLengthBetweenMinus1And86400", Kind::Integer).range(-1, 86400);
shape! { Integration INTEGRATION;
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
connection_id: Option<String> = ("ConnectionId", STRING_WITH_LENGTH_BETWEEN1_AND1024).wire("connectionId");
connection_type: Option<String> = ("ConnectionType", CONNECTION_TYPE).wire("connectionType");
content_handling_strategy: Option<String> = ("ContentHandlingStrategy", CONTENT_HANDLING_STRATEGY).wire("contentHandlingStrategy");
credentials_arn: Option<String> = ("CredentialsArn", ARN).wire("credentialsArn");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
integration_id: Option<String> = ("IntegrationId", ID).wire("integrationId");
integration_method: Option<String> = ("IntegrationMethod", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("integrationMethod");
integration_response_selection_expression: Option<String> = ("IntegrationResponseSelectionExpression", SELECTION_EXPRESSION).wire("integrationResponseSelectionExpression");
integration_subtype: Option<String> = ("IntegrationSubtype", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("integrationSubtype");
integration_type: Option<String> = ("IntegrationType", INTEGRATION_TYPE).wire("integrationType");
integration_uri: Option<String> = ("IntegrationUri", URI_WITH_LENGTH_BETWEEN1_AND2048).wire("integrationUri");
passthrough_behavior: Option<String> = ("PassthroughBehavior", PASSTHROUGH_BEHAVIOR).wire("passthroughBehavior");
payload_format_version: Option<String> = ("PayloadFormatVersion", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("payloadFormatVersion");
request_parameters: Option<Map<String>> = ("RequestParameters", INTEGRATION_PARAMETERS).wire("requestParameters");
request_templates: Option<Map<String>> = ("RequestTemplates", TEMPLATE_MAP).wire("requestTemplates");
response_parameters: Option<Map<Map<String>>> = ("ResponseParameters", RESPONSE_PARAMETERS).wire("responseParameters");
template_selection_expression: Option<String> = ("TemplateSelectionExpression", SELECTION_EXPRESSION).wire("templateSelectionExpression");
timeout_in_millis: Option<i32> = ("TimeoutInMillis", INTEGER_WITH_LENGTH_BETWEEN50_AND30000).wire("timeoutInMillis");
tls_config: Option<TlsConfig> = ("TlsConfig", TLS_CONFIG).wire("tlsConfig");
}
pub static INTEGRATION_PARAMETERS: Schema = Schema::new(
    "IntegrationParameters",
    Kind::Map {
        key: &__STRING,
        value: &STRING_WITH_LENGTH_BETWEEN1_AND512,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static INTEGRATION_TYPE: Schema = Schema::new("IntegrationType", Kind::String).values(&[
    "AWS",
    "HTTP",
    "MOCK",
    "HTTP_PROXY",
    "AWS_PROXY",
]);
pub static IP_ADDRESS_TYPE: Schema =
    Schema::new("IpAddressType", Kind::String).values(&["ipv4", "dualstack"]);
pub static LOGGING_LEVEL: Schema =
    Schema::new("LoggingLevel", Kind::String).values(&["ERROR", "INFO", "OFF"]);
pub static NEXT_TOKEN: Schema = Schema::new("NextToken", Kind::String);
shape! { NotFoundException NOT_FOUND_EXCEPTION;
message: Option<String> = ("Message", __STRING).wire("message");
resource_type: Option<String> = ("ResourceType", __STRING).wire("resourceType");
}
shape! { ParameterConstraints PARAMETER_CONSTRAINTS;
required: Option<bool> = ("Required", __BOOLEAN).wire("required");
}
pub static PASSTHROUGH_BEHAVIOR: Schema = Schema::new("PassthroughBehavior", Kind::String)
    .values(&["WHEN_NO_MATCH", "NEVER", "WHEN_NO_TEMPLATES"]);
pub static PROTOCOL_TYPE: Schema =
    Schema::new("ProtocolType", Kind::String).values(&["WEBSOCKET", "HTTP"]);
pub static RESPONSE_PARAMETERS: Schema = Schema::new(
    "ResponseParameters",
    Kind::Map {
        key: &__STRING,
        value: &INTEGRATION_PARAMETERS,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { Route ROUTE;
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
api_key_required: Option<bool> = ("ApiKeyRequired", __BOOLEAN).wire("apiKeyRequired");
authorization_scopes: Option<Vec<String>> = ("AuthorizationScopes", AUTHORIZATION_SCOPES).wire("authorizationScopes");
authorization_type: Option<String> = ("AuthorizationType", AUTHORIZATION_TYPE).wire("authorizationType");
authorizer_id: Option<String> = ("AuthorizerId", ID).wire("authorizerId");
model_selection_expression: Option<String> = ("ModelSelectionExpression", SELECTION_EXPRESSION).wire("modelSelectionExpression");
operation_name: Option<String> = ("OperationName", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("operationName");
request_models: Option<Map<String>> = ("RequestModels", ROUTE_MODELS).wire("requestModels");
request_parameters: Option<Map<ParameterConstraints>> = ("RequestParameters", ROUTE_PARAMETERS).wire("requestParameters");
route_id: Option<String> = ("RouteId", ID).wire("routeId");
route_key: String = ("RouteKey", SELECTION_KEY).wire("routeKey").required();
route_response_selection_expression: Option<String> = ("RouteResponseSelectionExpression", SELECTION_EXPRESSION).wire("routeResponseSelectionExpression");
target: Option<String> = ("Target", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("target");
}
pub static ROUTE_MODELS: Schema = Schema::new(
    "RouteModels",
    Kind::Map {
        key: &__STRING,
        value: &STRING_WITH_LENGTH_BETWEEN1_AND128,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static ROUTE_PARAMETERS: Schema = Schema::new(
    "RouteParameters",
    Kind::Map {
        key: &__STRING,
        value: &PARAMETER_CONSTRAINTS,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { RouteSettings ROUTE_SETTINGS;
data_trace_enabled: Option<bool> = ("DataTraceEnabled", __BOOLEAN).wire("dataTraceEnabled");
detailed_metrics_enabled: Option<bool> = ("DetailedMetricsEnabled", __BOOLEAN).wire("detailedMetricsEnabled");
logging_level: Option<String> = ("LoggingLevel", LOGGING_LEVEL).wire("loggingLevel");
throttling_burst_limit: Option<i32> = ("ThrottlingBurstLimit", __INTEGER).wire("throttlingBurstLimit");
throttling_rate_limit: Option<f64> = ("ThrottlingRateLimit", __DOUBLE).wire("throttlingRateLimit");
}
pub static ROUTE_SETTINGS_MAP: Schema = Schema::new(
    "RouteSettingsMap",
    Kind::Map {
        key: &__STRING,
        value: &ROUTE_SETTINGS,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static SELECTION_EXPRESSION: Schema = Schema::new("SelectionExpression", Kind::String);
pub static SELECTION_KEY: Schema = Schema::new("SelectionKey", Kind::String);
shape! { Stage STAGE;
access_log_settings: Option<AccessLogSettings> = ("AccessLogSettings", ACCESS_LOG_SETTINGS).wire("accessLogSettings");
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
auto_deploy: Option<bool> = ("AutoDeploy", __BOOLEAN).wire("autoDeploy");
client_certificate_id: Option<String> = ("ClientCertificateId", ID).wire("clientCertificateId");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
default_route_settings: Option<RouteSettings> = ("DefaultRouteSettings", ROUTE_SETTINGS).wire("defaultRouteSettings");
deployment_id: Option<String> = ("DeploymentId", ID).wire("deploymentId");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
last_deployment_status_message: Option<String> = ("LastDeploymentStatusMessage", __STRING).wire("lastDeploymentStatusMessage");
last_updated_date: Option<Timestamp> = ("LastUpdatedDate", __TIMESTAMP_ISO8601).wire("lastUpdatedDate").timestamp(TimestampFormat::Iso);
route_settings: Option<Map<RouteSettings>> = ("RouteSettings", ROUTE_SETTINGS_MAP).wire("routeSettings");
stage_name: String = ("StageName", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("stageName").required();
stage_variables: Option<Map<String>> = ("StageVariables", STAGE_VARIABLES_MAP).wire("stageVariables");
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
}
pub static STAGE_VARIABLES_MAP: Schema = Schema::new(
    "StageVariablesMap",
    Kind::Map {
        key: &__STRING,
        value: &STRING_WITH_LENGTH_BETWEEN0_AND2048,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static STRING_WITH_LENGTH_BETWEEN0_AND1024: Schema =
    Schema::new("StringWithLengthBetween0And1024", Kind::String);
pub static STRING_WITH_LENGTH_BETWEEN0_AND2048: Schema =
    Schema::new("StringWithLengthBetween0And2048", Kind::String);
pub static STRING_WITH_LENGTH_BETWEEN0_AND32_K: Schema =
    Schema::new("StringWithLengthBetween0And32K", Kind::String);
pub static STRING_WITH_LENGTH_BETWEEN1_AND1024: Schema =
    Schema::new("StringWithLengthBetween1And1024", Kind::String);
pub static STRING_WITH_LENGTH_BETWEEN1_AND128: Schema =
    Schema::new("StringWithLengthBetween1And128", Kind::String);
pub static STRING_WITH_LENGTH_BETWEEN1_AND1600: Schema =
    Schema::new("StringWithLengthBetween1And1600", Kind::String);
pub static STRING_WITH_LENGTH_BETWEEN1_AND512: Schema =
    Schema::new("StringWithLengthBetween1And512", Kind::String);
pub static STRING_WITH_LENGTH_BETWEEN1_AND64: Schema =
    Schema::new("StringWithLengthBetween1And64", Kind::String);
shape! { TagResourceRequest TAG_RESOURCE_REQUEST;
resource_arn: String = ("ResourceArn", __STRING).wire("resource-arn").required().at(Location::Uri);
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
}
shape! { TagResourceResponse TAG_RESOURCE_RESPONSE;
}
pub static TAGS: Schema = Schema::new(
    "Tags",
    Kind::Map {
        key: &__STRING,
        value: &STRING_WITH_LENGTH_BETWEEN1_AND1600,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
pub static TEMPLATE_MAP: Schema = Schema::new(
    "TemplateMap",
    Kind::Map {
        key: &__STRING,
        value: &STRING_WITH_LENGTH_BETWEEN0_AND32_K,
        key_name: "key",
        value_name: "value",
        flat: false,
    },
);
shape! { TlsConfig TLS_CONFIG;
server_name_to_verify: Option<String> = ("ServerNameToVerify", STRING_WITH_LENGTH_BETWEEN1_AND512).wire("serverNameToVerify");
}
shape! { TlsConfigInput TLS_CONFIG_INPUT;
server_name_to_verify: Option<String> = ("ServerNameToVerify", STRING_WITH_LENGTH_BETWEEN1_AND512).wire("serverNameToVerify");
}
shape! { TooManyRequestsException TOO_MANY_REQUESTS_EXCEPTION;
limit_type: Option<String> = ("LimitType", __STRING).wire("limitType");
message: Option<String> = ("Message", __STRING).wire("message");
}
shape! { UntagResourceRequest UNTAG_RESOURCE_REQUEST;
resource_arn: String = ("ResourceArn", __STRING).wire("resource-arn").required().at(Location::Uri);
tag_keys: Vec<String> = ("TagKeys", __LIST_OF__STRING).wire("tagKeys").required().at(Location::Query);
}
shape! { UpdateApiRequest UPDATE_API_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
api_key_selection_expression: Option<String> = ("ApiKeySelectionExpression", SELECTION_EXPRESSION).wire("apiKeySelectionExpression");
cors_configuration: Option<Cors> = ("CorsConfiguration", CORS).wire("corsConfiguration");
credentials_arn: Option<String> = ("CredentialsArn", ARN).wire("credentialsArn");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
disable_execute_api_endpoint: Option<bool> = ("DisableExecuteApiEndpoint", __BOOLEAN).wire("disableExecuteApiEndpoint");
disable_schema_validation: Option<bool> = ("DisableSchemaValidation", __BOOLEAN).wire("disableSchemaValidation");
ip_address_type: Option<String> = ("IpAddressType", IP_ADDRESS_TYPE).wire("ipAddressType");
name: Option<String> = ("Name", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("name");
route_key: Option<String> = ("RouteKey", SELECTION_KEY).wire("routeKey");
route_selection_expression: Option<String> = ("RouteSelectionExpression", SELECTION_EXPRESSION).wire("routeSelectionExpression");
target: Option<String> = ("Target", URI_WITH_LENGTH_BETWEEN1_AND2048).wire("target");
version: Option<String> = ("Version", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("version");
}
shape! { UpdateApiResponse UPDATE_API_RESPONSE;
api_endpoint: Option<String> = ("ApiEndpoint", __STRING).wire("apiEndpoint");
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
api_id: Option<String> = ("ApiId", ID).wire("apiId");
api_key_selection_expression: Option<String> = ("ApiKeySelectionExpression", SELECTION_EXPRESSION).wire("apiKeySelectionExpression");
cors_configuration: Option<Cors> = ("CorsConfiguration", CORS).wire("corsConfiguration");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
disable_execute_api_endpoint: Option<bool> = ("DisableExecuteApiEndpoint", __BOOLEAN).wire("disableExecuteApiEndpoint");
disable_schema_validation: Option<bool> = ("DisableSchemaValidation", __BOOLEAN).wire("disableSchemaValidation");
import_info: Option<Vec<String>> = ("ImportInfo", __LIST_OF__STRING).wire("importInfo");
ip_address_type: Option<String> = ("IpAddressType", IP_ADDRESS_TYPE).wire("ipAddressType");
name: Option<String> = ("Name", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("name");
protocol_type: Option<String> = ("ProtocolType", PROTOCOL_TYPE).wire("protocolType");
route_selection_expression: Option<String> = ("RouteSelectionExpression", SELECTION_EXPRESSION).wire("routeSelectionExpression");
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
version: Option<String> = ("Version", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("version");
warnings: Option<Vec<String>> = ("Warnings", __LIST_OF__STRING).wire("warnings");
}
shape! { UpdateIntegrationRequest UPDATE_INTEGRATION_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
connection_id: Option<String> = ("ConnectionId", STRING_WITH_LENGTH_BETWEEN1_AND1024).wire("connectionId");
connection_type: Option<String> = ("ConnectionType", CONNECTION_TYPE).wire("connectionType");
content_handling_strategy: Option<String> = ("ContentHandlingStrategy", CONTENT_HANDLING_STRATEGY).wire("contentHandlingStrategy");
credentials_arn: Option<String> = ("CredentialsArn", ARN).wire("credentialsArn");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
integration_id: String = ("IntegrationId", __STRING).wire("integrationId").required().at(Location::Uri);
integration_method: Option<String> = ("IntegrationMethod", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("integrationMethod");
integration_subtype: Option<String> = ("IntegrationSubtype", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("integrationSubtype");
integration_type: Option<String> = ("IntegrationType", INTEGRATION_TYPE).wire("integrationType");
integration_uri: Option<String> = ("IntegrationUri", URI_WITH_LENGTH_BETWEEN1_AND2048).wire("integrationUri");
passthrough_behavior: Option<String> = ("PassthroughBehavior", PASSTHROUGH_BEHAVIOR).wire("passthroughBehavior");
payload_format_version: Option<String> = ("PayloadFormatVersion", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("payloadFormatVersion");
request_parameters: Option<Map<String>> = ("RequestParameters", INTEGRATION_PARAMETERS).wire("requestParameters");
request_templates: Option<Map<String>> = ("RequestTemplates", TEMPLATE_MAP).wire("requestTemplates");
response_parameters: Option<Map<Map<String>>> = ("ResponseParameters", RESPONSE_PARAMETERS).wire("responseParameters");
template_selection_expression: Option<String> = ("TemplateSelectionExpression", SELECTION_EXPRESSION).wire("templateSelectionExpression");
timeout_in_millis: Option<i32> = ("TimeoutInMillis", INTEGER_WITH_LENGTH_BETWEEN50_AND30000).wire("timeoutInMillis");
tls_config: Option<TlsConfigInput> = ("TlsConfig", TLS_CONFIG_INPUT).wire("tlsConfig");
}
shape! { UpdateIntegrationResult UPDATE_INTEGRATION_RESULT;
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
connection_id: Option<String> = ("ConnectionId", STRING_WITH_LENGTH_BETWEEN1_AND1024).wire("connectionId");
connection_type: Option<String> = ("ConnectionType", CONNECTION_TYPE).wire("connectionType");
content_handling_strategy: Option<String> = ("ContentHandlingStrategy", CONTENT_HANDLING_STRATEGY).wire("contentHandlingStrategy");
credentials_arn: Option<String> = ("CredentialsArn", ARN).wire("credentialsArn");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
integration_id: Option<String> = ("IntegrationId", ID).wire("integrationId");
integration_method: Option<String> = ("IntegrationMethod", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("integrationMethod");
integration_response_selection_expression: Option<String> = ("IntegrationResponseSelectionExpression", SELECTION_EXPRESSION).wire("integrationResponseSelectionExpression");
integration_subtype: Option<String> = ("IntegrationSubtype", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("integrationSubtype");
integration_type: Option<String> = ("IntegrationType", INTEGRATION_TYPE).wire("integrationType");
integration_uri: Option<String> = ("IntegrationUri", URI_WITH_LENGTH_BETWEEN1_AND2048).wire("integrationUri");
passthrough_behavior: Option<String> = ("PassthroughBehavior", PASSTHROUGH_BEHAVIOR).wire("passthroughBehavior");
payload_format_version: Option<String> = ("PayloadFormatVersion", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("payloadFormatVersion");
request_parameters: Option<Map<String>> = ("RequestParameters", INTEGRATION_PARAMETERS).wire("requestParameters");
request_templates: Option<Map<String>> = ("RequestTemplates", TEMPLATE_MAP).wire("requestTemplates");
response_parameters: Option<Map<Map<String>>> = ("ResponseParameters", RESPONSE_PARAMETERS).wire("responseParameters");
template_selection_expression: Option<String> = ("TemplateSelectionExpression", SELECTION_EXPRESSION).wire("templateSelectionExpression");
timeout_in_millis: Option<i32> = ("TimeoutInMillis", INTEGER_WITH_LENGTH_BETWEEN50_AND30000).wire("timeoutInMillis");
tls_config: Option<TlsConfig> = ("TlsConfig", TLS_CONFIG).wire("tlsConfig");
}
shape! { UpdateRouteRequest UPDATE_ROUTE_REQUEST;
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
api_key_required: Option<bool> = ("ApiKeyRequired", __BOOLEAN).wire("apiKeyRequired");
authorization_scopes: Option<Vec<String>> = ("AuthorizationScopes", AUTHORIZATION_SCOPES).wire("authorizationScopes");
authorization_type: Option<String> = ("AuthorizationType", AUTHORIZATION_TYPE).wire("authorizationType");
authorizer_id: Option<String> = ("AuthorizerId", ID).wire("authorizerId");
model_selection_expression: Option<String> = ("ModelSelectionExpression", SELECTION_EXPRESSION).wire("modelSelectionExpression");
operation_name: Option<String> = ("OperationName", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("operationName");
request_models: Option<Map<String>> = ("RequestModels", ROUTE_MODELS).wire("requestModels");
request_parameters: Option<Map<ParameterConstraints>> = ("RequestParameters", ROUTE_PARAMETERS).wire("requestParameters");
route_id: String = ("RouteId", __STRING).wire("routeId").required().at(Location::Uri);
route_key: Option<String> = ("RouteKey", SELECTION_KEY).wire("routeKey");
route_response_selection_expression: Option<String> = ("RouteResponseSelectionExpression", SELECTION_EXPRESSION).wire("routeResponseSelectionExpression");
target: Option<String> = ("Target", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("target");
}
shape! { UpdateRouteResult UPDATE_ROUTE_RESULT;
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
api_key_required: Option<bool> = ("ApiKeyRequired", __BOOLEAN).wire("apiKeyRequired");
authorization_scopes: Option<Vec<String>> = ("AuthorizationScopes", AUTHORIZATION_SCOPES).wire("authorizationScopes");
authorization_type: Option<String> = ("AuthorizationType", AUTHORIZATION_TYPE).wire("authorizationType");
authorizer_id: Option<String> = ("AuthorizerId", ID).wire("authorizerId");
model_selection_expression: Option<String> = ("ModelSelectionExpression", SELECTION_EXPRESSION).wire("modelSelectionExpression");
operation_name: Option<String> = ("OperationName", STRING_WITH_LENGTH_BETWEEN1_AND64).wire("operationName");
request_models: Option<Map<String>> = ("RequestModels", ROUTE_MODELS).wire("requestModels");
request_parameters: Option<Map<ParameterConstraints>> = ("RequestParameters", ROUTE_PARAMETERS).wire("requestParameters");
route_id: Option<String> = ("RouteId", ID).wire("routeId");
route_key: Option<String> = ("RouteKey", SELECTION_KEY).wire("routeKey");
route_response_selection_expression: Option<String> = ("RouteResponseSelectionExpression", SELECTION_EXPRESSION).wire("routeResponseSelectionExpression");
target: Option<String> = ("Target", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("target");
}
shape! { UpdateStageRequest UPDATE_STAGE_REQUEST;
access_log_settings: Option<AccessLogSettings> = ("AccessLogSettings", ACCESS_LOG_SETTINGS).wire("accessLogSettings");
api_id: String = ("ApiId", __STRING).wire("apiId").required().at(Location::Uri);
auto_deploy: Option<bool> = ("AutoDeploy", __BOOLEAN).wire("autoDeploy");
client_certificate_id: Option<String> = ("ClientCertificateId", ID).wire("clientCertificateId");
default_route_settings: Option<RouteSettings> = ("DefaultRouteSettings", ROUTE_SETTINGS).wire("defaultRouteSettings");
deployment_id: Option<String> = ("DeploymentId", ID).wire("deploymentId");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
route_settings: Option<Map<RouteSettings>> = ("RouteSettings", ROUTE_SETTINGS_MAP).wire("routeSettings");
stage_name: String = ("StageName", __STRING).wire("stageName").required().at(Location::Uri);
stage_variables: Option<Map<String>> = ("StageVariables", STAGE_VARIABLES_MAP).wire("stageVariables");
}
shape! { UpdateStageResponse UPDATE_STAGE_RESPONSE;
access_log_settings: Option<AccessLogSettings> = ("AccessLogSettings", ACCESS_LOG_SETTINGS).wire("accessLogSettings");
api_gateway_managed: Option<bool> = ("ApiGatewayManaged", __BOOLEAN).wire("apiGatewayManaged");
auto_deploy: Option<bool> = ("AutoDeploy", __BOOLEAN).wire("autoDeploy");
client_certificate_id: Option<String> = ("ClientCertificateId", ID).wire("clientCertificateId");
created_date: Option<Timestamp> = ("CreatedDate", __TIMESTAMP_ISO8601).wire("createdDate").timestamp(TimestampFormat::Iso);
default_route_settings: Option<RouteSettings> = ("DefaultRouteSettings", ROUTE_SETTINGS).wire("defaultRouteSettings");
deployment_id: Option<String> = ("DeploymentId", ID).wire("deploymentId");
description: Option<String> = ("Description", STRING_WITH_LENGTH_BETWEEN0_AND1024).wire("description");
last_deployment_status_message: Option<String> = ("LastDeploymentStatusMessage", __STRING).wire("lastDeploymentStatusMessage");
last_updated_date: Option<Timestamp> = ("LastUpdatedDate", __TIMESTAMP_ISO8601).wire("lastUpdatedDate").timestamp(TimestampFormat::Iso);
route_settings: Option<Map<RouteSettings>> = ("RouteSettings", ROUTE_SETTINGS_MAP).wire("routeSettings");
stage_name: Option<String> = ("StageName", STRING_WITH_LENGTH_BETWEEN1_AND128).wire("stageName");
stage_variables: Option<Map<String>> = ("StageVariables", STAGE_VARIABLES_MAP).wire("stageVariables");
tags: Option<Map<String>> = ("Tags", TAGS).wire("tags");
}
pub static URI_WITH_LENGTH_BETWEEN1_AND2048: Schema =
    Schema::new("UriWithLengthBetween1And2048", Kind::String);
pub static __BOOLEAN: Schema = Schema::new("__boolean", Kind::Boolean);
pub static __DOUBLE: Schema = Schema::new("__double", Kind::Double);
pub static __INTEGER: Schema = Schema::new("__integer", Kind::Integer);
pub static __LIST_OF_API: Schema =
    Schema::new("__listOfApi", Kind::List { item: &API, item_name: "member", flat: false });
pub static __LIST_OF_DEPLOYMENT: Schema = Schema::new(
    "__listOfDeployment",
    Kind::List { item: &DEPLOYMENT, item_name: "member", flat: false },
);
pub static __LIST_OF_INTEGRATION: Schema = Schema::new(
    "__listOfIntegration",
    Kind::List { item: &INTEGRATION, item_name: "member", flat: false },
);
pub static __LIST_OF_ROUTE: Schema =
    Schema::new("__listOfRoute", Kind::List { item: &ROUTE, item_name: "member", flat: false });
pub static __LIST_OF_STAGE: Schema =
    Schema::new("__listOfStage", Kind::List { item: &STAGE, item_name: "member", flat: false });
pub static __LIST_OF__STRING: Schema = Schema::new(
    "__listOf__string",
    Kind::List { item: &__STRING, item_name: "member", flat: false },
);
pub static __STRING: Schema = Schema::new("__string", Kind::String);
pub static __TIMESTAMP_ISO8601: Schema = Schema::new("__timestampIso8601", Kind::Timestamp);
pub static BAD_REQUEST_ERROR: ErrorShape = ErrorShape {
    code: "BadRequestException",
    query_code: "BadRequestException",
    status: 400,
    fault: Fault::Client,
    schema: Some(&BAD_REQUEST_EXCEPTION),
};
pub static CONFLICT_ERROR: ErrorShape = ErrorShape {
    code: "ConflictException",
    query_code: "ConflictException",
    status: 409,
    fault: Fault::Client,
    schema: Some(&CONFLICT_EXCEPTION),
};
pub static NOT_FOUND_ERROR: ErrorShape = ErrorShape {
    code: "NotFoundException",
    query_code: "NotFoundException",
    status: 404,
    fault: Fault::Client,
    schema: Some(&NOT_FOUND_EXCEPTION),
};
pub static TOO_MANY_REQUESTS_ERROR: ErrorShape = ErrorShape {
    code: "TooManyRequestsException",
    query_code: "TooManyRequestsException",
    status: 429,
    fault: Fault::Client,
    schema: Some(&TOO_MANY_REQUESTS_EXCEPTION),
};
pub static CREATE_API_OPERATION: OperationSchema = OperationSchema {
    name: "CreateApi",
    method: "POST",
    uri: "/v2/apis",
    status: 201,
    input: &CREATE_API_REQUEST,
    output: &CREATE_API_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &["IpAddressType"],
    refused: &[
        ("ApiKeySelectionExpression", "$request.header.x-api-key"),
        ("CredentialsArn", ""),
        ("DisableSchemaValidation", ""),
        ("ProtocolType", "HTTP"),
    ],
};
#[doc = "The operation `CreateApi`."]
pub struct CreateApi;
impl Operation for CreateApi {
    type Input = CreateApiRequest;
    type Output = CreateApiResponse;
    const SCHEMA: &'static OperationSchema = &CREATE_API_OPERATION;
}
pub static CREATE_DEPLOYMENT_OPERATION: OperationSchema = OperationSchema {
    name: "CreateDeployment",
    method: "POST",
    uri: "/v2/apis/{apiId}/deployments",
    status: 201,
    input: &CREATE_DEPLOYMENT_REQUEST,
    output: &CREATE_DEPLOYMENT_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `CreateDeployment`."]
pub struct CreateDeployment;
impl Operation for CreateDeployment {
    type Input = CreateDeploymentRequest;
    type Output = CreateDeploymentResponse;
    const SCHEMA: &'static OperationSchema = &CREATE_DEPLOYMENT_OPERATION;
}
pub static CREATE_INTEGRATION_OPERATION: OperationSchema = OperationSchema {
    name: "CreateIntegration",
    method: "POST",
    uri: "/v2/apis/{apiId}/integrations",
    status: 201,
    input: &CREATE_INTEGRATION_REQUEST,
    output: &CREATE_INTEGRATION_RESULT,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[
        ("ConnectionId", ""),
        ("ConnectionType", "INTERNET"),
        ("ContentHandlingStrategy", ""),
        ("CredentialsArn", ""),
        ("IntegrationSubtype", ""),
        ("PassthroughBehavior", ""),
        ("RequestParameters", ""),
        ("RequestTemplates", ""),
        ("ResponseParameters", ""),
        ("TemplateSelectionExpression", ""),
        ("TlsConfig", ""),
    ],
};
#[doc = "The operation `CreateIntegration`."]
pub struct CreateIntegration;
impl Operation for CreateIntegration {
    type Input = CreateIntegrationRequest;
    type Output = CreateIntegrationResult;
    const SCHEMA: &'static OperationSchema = &CREATE_INTEGRATION_OPERATION;
}
pub static CREATE_ROUTE_OPERATION: OperationSchema = OperationSchema {
    name: "CreateRoute",
    method: "POST",
    uri: "/v2/apis/{apiId}/routes",
    status: 201,
    input: &CREATE_ROUTE_REQUEST,
    output: &CREATE_ROUTE_RESULT,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[
        ("ApiKeyRequired", ""),
        ("AuthorizationScopes", ""),
        ("AuthorizationType", "NONE"),
        ("AuthorizerId", ""),
        ("ModelSelectionExpression", ""),
        ("RequestModels", ""),
        ("RequestParameters", ""),
        ("RouteResponseSelectionExpression", ""),
    ],
};
#[doc = "The operation `CreateRoute`."]
pub struct CreateRoute;
impl Operation for CreateRoute {
    type Input = CreateRouteRequest;
    type Output = CreateRouteResult;
    const SCHEMA: &'static OperationSchema = &CREATE_ROUTE_OPERATION;
}
pub static CREATE_STAGE_OPERATION: OperationSchema = OperationSchema {
    name: "CreateStage",
    method: "POST",
    uri: "/v2/apis/{apiId}/stages",
    status: 201,
    input: &CREATE_STAGE_REQUEST,
    output: &CREATE_STAGE_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[("AccessLogSettings", ""), ("ClientCertificateId", "")],
};
#[doc = "The operation `CreateStage`."]
pub struct CreateStage;
impl Operation for CreateStage {
    type Input = CreateStageRequest;
    type Output = CreateStageResponse;
    const SCHEMA: &'static OperationSchema = &CREATE_STAGE_OPERATION;
}
pub static DELETE_API_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteApi",
    method: "DELETE",
    uri: "/v2/apis/{apiId}",
    status: 204,
    input: &DELETE_API_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteApi`."]
pub struct DeleteApi;
impl Operation for DeleteApi {
    type Input = DeleteApiRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_API_OPERATION;
}
pub static DELETE_CORS_CONFIGURATION_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteCorsConfiguration",
    method: "DELETE",
    uri: "/v2/apis/{apiId}/cors",
    status: 204,
    input: &DELETE_CORS_CONFIGURATION_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteCorsConfiguration`."]
pub struct DeleteCorsConfiguration;
impl Operation for DeleteCorsConfiguration {
    type Input = DeleteCorsConfigurationRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_CORS_CONFIGURATION_OPERATION;
}
pub static DELETE_DEPLOYMENT_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteDeployment",
    method: "DELETE",
    uri: "/v2/apis/{apiId}/deployments/{deploymentId}",
    status: 204,
    input: &DELETE_DEPLOYMENT_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteDeployment`."]
pub struct DeleteDeployment;
impl Operation for DeleteDeployment {
    type Input = DeleteDeploymentRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_DEPLOYMENT_OPERATION;
}
pub static DELETE_INTEGRATION_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteIntegration",
    method: "DELETE",
    uri: "/v2/apis/{apiId}/integrations/{integrationId}",
    status: 204,
    input: &DELETE_INTEGRATION_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteIntegration`."]
pub struct DeleteIntegration;
impl Operation for DeleteIntegration {
    type Input = DeleteIntegrationRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_INTEGRATION_OPERATION;
}
pub static DELETE_ROUTE_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteRoute",
    method: "DELETE",
    uri: "/v2/apis/{apiId}/routes/{routeId}",
    status: 204,
    input: &DELETE_ROUTE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteRoute`."]
pub struct DeleteRoute;
impl Operation for DeleteRoute {
    type Input = DeleteRouteRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_ROUTE_OPERATION;
}
pub static DELETE_ROUTE_SETTINGS_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteRouteSettings",
    method: "DELETE",
    uri: "/v2/apis/{apiId}/stages/{stageName}/routesettings/{routeKey}",
    status: 204,
    input: &DELETE_ROUTE_SETTINGS_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteRouteSettings`."]
pub struct DeleteRouteSettings;
impl Operation for DeleteRouteSettings {
    type Input = DeleteRouteSettingsRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_ROUTE_SETTINGS_OPERATION;
}
pub static DELETE_STAGE_OPERATION: OperationSchema = OperationSchema {
    name: "DeleteStage",
    method: "DELETE",
    uri: "/v2/apis/{apiId}/stages/{stageName}",
    status: 204,
    input: &DELETE_STAGE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `DeleteStage`."]
pub struct DeleteStage;
impl Operation for DeleteStage {
    type Input = DeleteStageRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &DELETE_STAGE_OPERATION;
}
pub static GET_API_OPERATION: OperationSchema = OperationSchema {
    name: "GetApi",
    method: "GET",
    uri: "/v2/apis/{apiId}",
    status: 200,
    input: &GET_API_REQUEST,
    output: &GET_API_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetApi`."]
pub struct GetApi;
impl Operation for GetApi {
    type Input = GetApiRequest;
    type Output = GetApiResponse;
    const SCHEMA: &'static OperationSchema = &GET_API_OPERATION;
}
pub static GET_APIS_OPERATION: OperationSchema = OperationSchema {
    name: "GetApis",
    method: "GET",
    uri: "/v2/apis",
    status: 200,
    input: &GET_APIS_REQUEST,
    output: &GET_APIS_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR],
    pagination: Some(("NextToken", "MaxResults")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetApis`."]
pub struct GetApis;
impl Operation for GetApis {
    type Input = GetApisRequest;
    type Output = GetApisResponse;
    const SCHEMA: &'static OperationSchema = &GET_APIS_OPERATION;
}
pub static GET_DEPLOYMENT_OPERATION: OperationSchema = OperationSchema {
    name: "GetDeployment",
    method: "GET",
    uri: "/v2/apis/{apiId}/deployments/{deploymentId}",
    status: 200,
    input: &GET_DEPLOYMENT_REQUEST,
    output: &GET_DEPLOYMENT_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetDeployment`."]
pub struct GetDeployment;
impl Operation for GetDeployment {
    type Input = GetDeploymentRequest;
    type Output = GetDeploymentResponse;
    const SCHEMA: &'static OperationSchema = &GET_DEPLOYMENT_OPERATION;
}
pub static GET_DEPLOYMENTS_OPERATION: OperationSchema = OperationSchema {
    name: "GetDeployments",
    method: "GET",
    uri: "/v2/apis/{apiId}/deployments",
    status: 200,
    input: &GET_DEPLOYMENTS_REQUEST,
    output: &GET_DEPLOYMENTS_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR],
    pagination: Some(("NextToken", "MaxResults")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetDeployments`."]
pub struct GetDeployments;
impl Operation for GetDeployments {
    type Input = GetDeploymentsRequest;
    type Output = GetDeploymentsResponse;
    const SCHEMA: &'static OperationSchema = &GET_DEPLOYMENTS_OPERATION;
}
pub static GET_INTEGRATION_OPERATION: OperationSchema = OperationSchema {
    name: "GetIntegration",
    method: "GET",
    uri: "/v2/apis/{apiId}/integrations/{integrationId}",
    status: 200,
    input: &GET_INTEGRATION_REQUEST,
    output: &GET_INTEGRATION_RESULT,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetIntegration`."]
pub struct GetIntegration;
impl Operation for GetIntegration {
    type Input = GetIntegrationRequest;
    type Output = GetIntegrationResult;
    const SCHEMA: &'static OperationSchema = &GET_INTEGRATION_OPERATION;
}
pub static GET_INTEGRATIONS_OPERATION: OperationSchema = OperationSchema {
    name: "GetIntegrations",
    method: "GET",
    uri: "/v2/apis/{apiId}/integrations",
    status: 200,
    input: &GET_INTEGRATIONS_REQUEST,
    output: &GET_INTEGRATIONS_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR],
    pagination: Some(("NextToken", "MaxResults")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetIntegrations`."]
pub struct GetIntegrations;
impl Operation for GetIntegrations {
    type Input = GetIntegrationsRequest;
    type Output = GetIntegrationsResponse;
    const SCHEMA: &'static OperationSchema = &GET_INTEGRATIONS_OPERATION;
}
pub static GET_ROUTE_OPERATION: OperationSchema = OperationSchema {
    name: "GetRoute",
    method: "GET",
    uri: "/v2/apis/{apiId}/routes/{routeId}",
    status: 200,
    input: &GET_ROUTE_REQUEST,
    output: &GET_ROUTE_RESULT,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetRoute`."]
pub struct GetRoute;
impl Operation for GetRoute {
    type Input = GetRouteRequest;
    type Output = GetRouteResult;
    const SCHEMA: &'static OperationSchema = &GET_ROUTE_OPERATION;
}
pub static GET_ROUTES_OPERATION: OperationSchema = OperationSchema {
    name: "GetRoutes",
    method: "GET",
    uri: "/v2/apis/{apiId}/routes",
    status: 200,
    input: &GET_ROUTES_REQUEST,
    output: &GET_ROUTES_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR],
    pagination: Some(("NextToken", "MaxResults")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetRoutes`."]
pub struct GetRoutes;
impl Operation for GetRoutes {
    type Input = GetRoutesRequest;
    type Output = GetRoutesResponse;
    const SCHEMA: &'static OperationSchema = &GET_ROUTES_OPERATION;
}
pub static GET_STAGE_OPERATION: OperationSchema = OperationSchema {
    name: "GetStage",
    method: "GET",
    uri: "/v2/apis/{apiId}/stages/{stageName}",
    status: 200,
    input: &GET_STAGE_REQUEST,
    output: &GET_STAGE_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetStage`."]
pub struct GetStage;
impl Operation for GetStage {
    type Input = GetStageRequest;
    type Output = GetStageResponse;
    const SCHEMA: &'static OperationSchema = &GET_STAGE_OPERATION;
}
pub static GET_STAGES_OPERATION: OperationSchema = OperationSchema {
    name: "GetStages",
    method: "GET",
    uri: "/v2/apis/{apiId}/stages",
    status: 200,
    input: &GET_STAGES_REQUEST,
    output: &GET_STAGES_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR],
    pagination: Some(("NextToken", "MaxResults")),
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetStages`."]
pub struct GetStages;
impl Operation for GetStages {
    type Input = GetStagesRequest;
    type Output = GetStagesResponse;
    const SCHEMA: &'static OperationSchema = &GET_STAGES_OPERATION;
}
pub static GET_TAGS_OPERATION: OperationSchema = OperationSchema {
    name: "GetTags",
    method: "GET",
    uri: "/v2/tags/{resource-arn}",
    status: 200,
    input: &GET_TAGS_REQUEST,
    output: &GET_TAGS_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `GetTags`."]
pub struct GetTags;
impl Operation for GetTags {
    type Input = GetTagsRequest;
    type Output = GetTagsResponse;
    const SCHEMA: &'static OperationSchema = &GET_TAGS_OPERATION;
}
pub static TAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "TagResource",
    method: "POST",
    uri: "/v2/tags/{resource-arn}",
    status: 201,
    input: &TAG_RESOURCE_REQUEST,
    output: &TAG_RESOURCE_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `TagResource`."]
pub struct TagResource;
impl Operation for TagResource {
    type Input = TagResourceRequest;
    type Output = TagResourceResponse;
    const SCHEMA: &'static OperationSchema = &TAG_RESOURCE_OPERATION;
}
pub static UNTAG_RESOURCE_OPERATION: OperationSchema = OperationSchema {
    name: "UntagResource",
    method: "DELETE",
    uri: "/v2/tags/{resource-arn}",
    status: 204,
    input: &UNTAG_RESOURCE_REQUEST,
    output: <NoShape as Structure>::SCHEMA,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[],
};
#[doc = "The operation `UntagResource`."]
pub struct UntagResource;
impl Operation for UntagResource {
    type Input = UntagResourceRequest;
    type Output = NoShape;
    const SCHEMA: &'static OperationSchema = &UNTAG_RESOURCE_OPERATION;
}
pub static UPDATE_API_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateApi",
    method: "PATCH",
    uri: "/v2/apis/{apiId}",
    status: 200,
    input: &UPDATE_API_REQUEST,
    output: &UPDATE_API_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &["IpAddressType"],
    refused: &[
        ("ApiKeySelectionExpression", "$request.header.x-api-key"),
        ("CredentialsArn", ""),
        ("DisableSchemaValidation", ""),
    ],
};
#[doc = "The operation `UpdateApi`."]
pub struct UpdateApi;
impl Operation for UpdateApi {
    type Input = UpdateApiRequest;
    type Output = UpdateApiResponse;
    const SCHEMA: &'static OperationSchema = &UPDATE_API_OPERATION;
}
pub static UPDATE_INTEGRATION_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateIntegration",
    method: "PATCH",
    uri: "/v2/apis/{apiId}/integrations/{integrationId}",
    status: 200,
    input: &UPDATE_INTEGRATION_REQUEST,
    output: &UPDATE_INTEGRATION_RESULT,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[
        ("ConnectionId", ""),
        ("ConnectionType", "INTERNET"),
        ("ContentHandlingStrategy", ""),
        ("CredentialsArn", ""),
        ("IntegrationSubtype", ""),
        ("PassthroughBehavior", ""),
        ("RequestParameters", ""),
        ("RequestTemplates", ""),
        ("ResponseParameters", ""),
        ("TemplateSelectionExpression", ""),
        ("TlsConfig", ""),
    ],
};
#[doc = "The operation `UpdateIntegration`."]
pub struct UpdateIntegration;
impl Operation for UpdateIntegration {
    type Input = UpdateIntegrationRequest;
    type Output = UpdateIntegrationResult;
    const SCHEMA: &'static OperationSchema = &UPDATE_INTEGRATION_OPERATION;
}
pub static UPDATE_ROUTE_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateRoute",
    method: "PATCH",
    uri: "/v2/apis/{apiId}/routes/{routeId}",
    status: 200,
    input: &UPDATE_ROUTE_REQUEST,
    output: &UPDATE_ROUTE_RESULT,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[
        ("ApiKeyRequired", ""),
        ("AuthorizationScopes", ""),
        ("AuthorizationType", "NONE"),
        ("AuthorizerId", ""),
        ("ModelSelectionExpression", ""),
        ("RequestModels", ""),
        ("RequestParameters", ""),
        ("RouteResponseSelectionExpression", ""),
    ],
};
#[doc = "The operation `UpdateRoute`."]
pub struct UpdateRoute;
impl Operation for UpdateRoute {
    type Input = UpdateRouteRequest;
    type Output = UpdateRouteResult;
    const SCHEMA: &'static OperationSchema = &UPDATE_ROUTE_OPERATION;
}
pub static UPDATE_STAGE_OPERATION: OperationSchema = OperationSchema {
    name: "UpdateStage",
    method: "PATCH",
    uri: "/v2/apis/{apiId}/stages/{stageName}",
    status: 200,
    input: &UPDATE_STAGE_REQUEST,
    output: &UPDATE_STAGE_RESPONSE,
    result_wrapper: "",
    errors: &[&NOT_FOUND_ERROR, &TOO_MANY_REQUESTS_ERROR, &BAD_REQUEST_ERROR, &CONFLICT_ERROR],
    pagination: None,
    inert: &[],
    refused: &[("AccessLogSettings", ""), ("ClientCertificateId", "")],
};
#[doc = "The operation `UpdateStage`."]
pub struct UpdateStage;
impl Operation for UpdateStage {
    type Input = UpdateStageRequest;
    type Output = UpdateStageResponse;
    const SCHEMA: &'static OperationSchema = &UPDATE_STAGE_OPERATION;
}
/// How every operation's input and output is read.
pub static CODECS: &[Codec] = &[
    Codec::new::<<CreateApi as Operation>::Input, <CreateApi as Operation>::Output>(
        &CREATE_API_OPERATION,
    ),
    Codec::new::<<CreateDeployment as Operation>::Input, <CreateDeployment as Operation>::Output>(
        &CREATE_DEPLOYMENT_OPERATION,
    ),
    Codec::new::<<CreateIntegration as Operation>::Input, <CreateIntegration as Operation>::Output>(
        &CREATE_INTEGRATION_OPERATION,
    ),
    Codec::new::<<CreateRoute as Operation>::Input, <CreateRoute as Operation>::Output>(
        &CREATE_ROUTE_OPERATION,
    ),
    Codec::new::<<CreateStage as Operation>::Input, <CreateStage as Operation>::Output>(
        &CREATE_STAGE_OPERATION,
    ),
    Codec::new::<<DeleteApi as Operation>::Input, <DeleteApi as Operation>::Output>(
        &DELETE_API_OPERATION,
    ),
    Codec::new::<
        <DeleteCorsConfiguration as Operation>::Input,
        <DeleteCorsConfiguration as Operation>::Output,
    >(&DELETE_CORS_CONFIGURATION_OPERATION),
    Codec::new::<<DeleteDeployment as Operation>::Input, <DeleteDeployment as Operation>::Output>(
        &DELETE_DEPLOYMENT_OPERATION,
    ),
    Codec::new::<<DeleteIntegration as Operation>::Input, <DeleteIntegration as Operation>::Output>(
        &DELETE_INTEGRATION_OPERATION,
    ),
    Codec::new::<<DeleteRoute as Operation>::Input, <DeleteRoute as Operation>::Output>(
        &DELETE_ROUTE_OPERATION,
    ),
    Codec::new::<
        <DeleteRouteSettings as Operation>::Input,
        <DeleteRouteSettings as Operation>::Output,
    >(&DELETE_ROUTE_SETTINGS_OPERATION),
    Codec::new::<<DeleteStage as Operation>::Input, <DeleteStage as Operation>::Output>(
        &DELETE_STAGE_OPERATION,
    ),
    Codec::new::<<GetApi as Operation>::Input, <GetApi as Operation>::Output>(&GET_API_OPERATION),
    Codec::new::<<GetApis as Operation>::Input, <GetApis as Operation>::Output>(
        &GET_APIS_OPERATION,
    ),
    Codec::new::<<GetDeployment as Operation>::Input, <GetDeployment as Operation>::Output>(
        &GET_DEPLOYMENT_OPERATION,
    ),
    Codec::new::<<GetDeployments as Operation>::Input, <GetDeployments as Operation>::Output>(
        &GET_DEPLOYMENTS_OPERATION,
    ),
    Codec::new::<<GetIntegration as Operation>::Input, <GetIntegration as Operation>::Output>(
        &GET_INTEGRATION_OPERATION,
    ),
    Codec::new::<<GetIntegrations as Operation>::Input, <GetIntegrations as Operation>::Output>(
        &GET_INTEGRATIONS_OPERATION,
    ),
    Codec::new::<<GetRoute as Operation>::Input, <GetRoute as Operation>::Output>(
        &GET_ROUTE_OPERATION,
    ),
    Codec::new::<<GetRoutes as Operation>::Input, <GetRoutes as Operation>::Output>(
        &GET_ROUTES_OPERATION,
    ),
    Codec::new::<<GetStage as Operation>::Input, <GetStage as Operation>::Output>(
        &GET_STAGE_OPERATION,
    ),
    Codec::new::<<GetStages as Operation>::Input, <GetStages as Operation>::Output>(
        &GET_STAGES_OPERATION,
    ),
    Codec::new::<<GetTags as Operation>::Input, <GetTags as Operation>::Output>(
        &GET_TAGS_OPERATION,
    ),
    Codec::new::<<TagResource as Operation>::Input, <TagResource as Operation>::Output>(
        &TAG_RESOURCE_OPERATION,
    ),
    Codec::new::<<UntagResource as Operation>::Input, <UntagResource as Operation>::Output>(
        &UNTAG_RESOURCE_OPERATION,
    ),
    Codec::new::<<UpdateApi as Operation>::Input, <UpdateApi as Operation>::Output>(
        &UPDATE_API_OPERATION,
    ),
    Codec::new::<<UpdateIntegration as Operation>::Input, <UpdateIntegration as Operation>::Output>(
        &UPDATE_INTEGRATION_OPERATION,
    ),
    Codec::new::<<UpdateRoute as Operation>::Input, <UpdateRoute as Operation>::Output>(
        &UPDATE_ROUTE_OPERATION,
    ),
    Codec::new::<<UpdateStage as Operation>::Input, <UpdateStage as Operation>::Output>(
        &UPDATE_STAGE_OPERATION,
    ),
];
static UNREADABLE: ErrorShape = ErrorShape::plain("BadRequestException", 400);
static INVALID: ErrorShape = ErrorShape::plain("BadRequestException", 400);
/// API Gateway HTTP APIs.
pub static SERVICE: ServiceSchema = ServiceSchema {
    name: "apigatewayv2",
    scope: "apigateway",
    target_prefix: "",
    api_version: "2018-11-29",
    xml_namespace: "",
    error_namespace: "",
    protocols: &[Protocol::RestJson],
    unreadable: &UNREADABLE,
    invalid: &INVALID,
    operations: &[
        &CREATE_API_OPERATION,
        &CREATE_DEPLOYMENT_OPERATION,
        &CREATE_INTEGRATION_OPERATION,
        &CREATE_ROUTE_OPERATION,
        &CREATE_STAGE_OPERATION,
        &DELETE_API_OPERATION,
        &DELETE_CORS_CONFIGURATION_OPERATION,
        &DELETE_DEPLOYMENT_OPERATION,
        &DELETE_INTEGRATION_OPERATION,
        &DELETE_ROUTE_OPERATION,
        &DELETE_ROUTE_SETTINGS_OPERATION,
        &DELETE_STAGE_OPERATION,
        &GET_API_OPERATION,
        &GET_APIS_OPERATION,
        &GET_DEPLOYMENT_OPERATION,
        &GET_DEPLOYMENTS_OPERATION,
        &GET_INTEGRATION_OPERATION,
        &GET_INTEGRATIONS_OPERATION,
        &GET_ROUTE_OPERATION,
        &GET_ROUTES_OPERATION,
        &GET_STAGE_OPERATION,
        &GET_STAGES_OPERATION,
        &GET_TAGS_OPERATION,
        &TAG_RESOURCE_OPERATION,
        &UNTAG_RESOURCE_OPERATION,
        &UPDATE_API_OPERATION,
        &UPDATE_INTEGRATION_OPERATION,
        &UPDATE_ROUTE_OPERATION,
        &UPDATE_STAGE_OPERATION,
    ],
    refused: &[
        RefusedOperation {
            name: "CreateApiMapping",
            method: "POST",
            uri: "/v2/domainnames/{domainName}/apimappings",
        },
        RefusedOperation {
            name: "CreateAuthorizer",
            method: "POST",
            uri: "/v2/apis/{apiId}/authorizers",
        },
        RefusedOperation { name: "CreateDomainName", method: "POST", uri: "/v2/domainnames" },
        RefusedOperation {
            name: "CreateIntegrationResponse",
            method: "POST",
            uri: "/v2/apis/{apiId}/integrations/{integrationId}/integrationresponses",
        },
        RefusedOperation { name: "CreateModel", method: "POST", uri: "/v2/apis/{apiId}/models" },
        RefusedOperation { name: "CreatePortal", method: "POST", uri: "/v2/portals" },
        RefusedOperation { name: "CreatePortalProduct", method: "POST", uri: "/v2/portalproducts" },
        RefusedOperation {
            name: "CreateProductPage",
            method: "POST",
            uri: "/v2/portalproducts/{portalProductId}/productpages",
        },
        RefusedOperation {
            name: "CreateProductRestEndpointPage",
            method: "POST",
            uri: "/v2/portalproducts/{portalProductId}/productrestendpointpages",
        },
        RefusedOperation {
            name: "CreateRouteResponse",
            method: "POST",
            uri: "/v2/apis/{apiId}/routes/{routeId}/routeresponses",
        },
        RefusedOperation {
            name: "CreateRoutingRule",
            method: "POST",
            uri: "/v2/domainnames/{domainName}/routingrules",
        },
        RefusedOperation { name: "CreateVpcLink", method: "POST", uri: "/v2/vpclinks" },
        RefusedOperation {
            name: "DeleteAccessLogSettings",
            method: "DELETE",
            uri: "/v2/apis/{apiId}/stages/{stageName}/accesslogsettings",
        },
        RefusedOperation {
            name: "DeleteApiMapping",
            method: "DELETE",
            uri: "/v2/domainnames/{domainName}/apimappings/{apiMappingId}",
        },
        RefusedOperation {
            name: "DeleteAuthorizer",
            method: "DELETE",
            uri: "/v2/apis/{apiId}/authorizers/{authorizerId}",
        },
        RefusedOperation {
            name: "DeleteDomainName",
            method: "DELETE",
            uri: "/v2/domainnames/{domainName}",
        },
        RefusedOperation {
            name: "DeleteIntegrationResponse",
            method: "DELETE",
            uri: "/v2/apis/{apiId}/integrations/{integrationId}/integrationresponses/{integrationResponseId}",
        },
        RefusedOperation {
            name: "DeleteModel",
            method: "DELETE",
            uri: "/v2/apis/{apiId}/models/{modelId}",
        },
        RefusedOperation { name: "DeletePortal", method: "DELETE", uri: "/v2/portals/{portalId}" },
        RefusedOperation {
            name: "DeletePortalProduct",
            method: "DELETE",
            uri: "/v2/portalproducts/{portalProductId}",
        },
        RefusedOperation {
            name: "DeletePortalProductSharingPolicy",
            method: "DELETE",
            uri: "/v2/portalproducts/{portalProductId}/sharingpolicy",
        },
        RefusedOperation {
            name: "DeleteProductPage",
            method: "DELETE",
            uri: "/v2/portalproducts/{portalProductId}/productpages/{productPageId}",
        },
        RefusedOperation {
            name: "DeleteProductRestEndpointPage",
            method: "DELETE",
            uri: "/v2/portalproducts/{portalProductId}/productrestendpointpages/{productRestEndpointPageId}",
        },
        RefusedOperation {
            name: "DeleteRouteRequestParameter",
            method: "DELETE",
            uri: "/v2/apis/{apiId}/routes/{routeId}/requestparameters/{requestParameterKey}",
        },
        RefusedOperation {
            name: "DeleteRouteResponse",
            method: "DELETE",
            uri: "/v2/apis/{apiId}/routes/{routeId}/routeresponses/{routeResponseId}",
        },
        RefusedOperation {
            name: "DeleteRoutingRule",
            method: "DELETE",
            uri: "/v2/domainnames/{domainName}/routingrules/{routingRuleId}",
        },
        RefusedOperation {
            name: "DeleteVpcLink",
            method: "DELETE",
            uri: "/v2/vpclinks/{vpcLinkId}",
        },
        RefusedOperation {
            name: "DisablePortal",
            method: "DELETE",
            uri: "/v2/portals/{portalId}/publish",
        },
        RefusedOperation {
            name: "ExportApi",
            method: "GET",
            uri: "/v2/apis/{apiId}/exports/{specification}",
        },
        RefusedOperation {
            name: "GetApiMapping",
            method: "GET",
            uri: "/v2/domainnames/{domainName}/apimappings/{apiMappingId}",
        },
        RefusedOperation {
            name: "GetApiMappings",
            method: "GET",
            uri: "/v2/domainnames/{domainName}/apimappings",
        },
        RefusedOperation {
            name: "GetAuthorizer",
            method: "GET",
            uri: "/v2/apis/{apiId}/authorizers/{authorizerId}",
        },
        RefusedOperation {
            name: "GetAuthorizers",
            method: "GET",
            uri: "/v2/apis/{apiId}/authorizers",
        },
        RefusedOperation {
            name: "GetDomainName",
            method: "GET",
            uri: "/v2/domainnames/{domainName}",
        },
        RefusedOperation { name: "GetDomainNames", method: "GET", uri: "/v2/domainnames" },
        RefusedOperation {
            name: "GetIntegrationResponse",
            method: "GET",
            uri: "/v2/apis/{apiId}/integrations/{integrationId}/integrationresponses/{integrationResponseId}",
        },
        RefusedOperation {
            name: "GetIntegrationResponses",
            method: "GET",
            uri: "/v2/apis/{apiId}/integrations/{integrationId}/integrationresponses",
        },
        RefusedOperation {
            name: "GetModel",
            method: "GET",
            uri: "/v2/apis/{apiId}/models/{modelId}",
        },
        RefusedOperation {
            name: "GetModelTemplate",
            method: "GET",
            uri: "/v2/apis/{apiId}/models/{modelId}/template",
        },
        RefusedOperation { name: "GetModels", method: "GET", uri: "/v2/apis/{apiId}/models" },
        RefusedOperation { name: "GetPortal", method: "GET", uri: "/v2/portals/{portalId}" },
        RefusedOperation {
            name: "GetPortalProduct",
            method: "GET",
            uri: "/v2/portalproducts/{portalProductId}",
        },
        RefusedOperation {
            name: "GetPortalProductSharingPolicy",
            method: "GET",
            uri: "/v2/portalproducts/{portalProductId}/sharingpolicy",
        },
        RefusedOperation {
            name: "GetProductPage",
            method: "GET",
            uri: "/v2/portalproducts/{portalProductId}/productpages/{productPageId}",
        },
        RefusedOperation {
            name: "GetProductRestEndpointPage",
            method: "GET",
            uri: "/v2/portalproducts/{portalProductId}/productrestendpointpages/{productRestEndpointPageId}",
        },
        RefusedOperation {
            name: "GetRouteResponse",
            method: "GET",
            uri: "/v2/apis/{apiId}/routes/{routeId}/routeresponses/{routeResponseId}",
        },
        RefusedOperation {
            name: "GetRouteResponses",
            method: "GET",
            uri: "/v2/apis/{apiId}/routes/{routeId}/routeresponses",
        },
        RefusedOperation {
            name: "GetRoutingRule",
            method: "GET",
            uri: "/v2/domainnames/{domainName}/routingrules/{routingRuleId}",
        },
        RefusedOperation { name: "GetVpcLink", method: "GET", uri: "/v2/vpclinks/{vpcLinkId}" },
        RefusedOperation { name: "GetVpcLinks", method: "GET", uri: "/v2/vpclinks" },
        RefusedOperation { name: "ImportApi", method: "PUT", uri: "/v2/apis" },
        RefusedOperation { name: "ListPortalProducts", method: "GET", uri: "/v2/portalproducts" },
        RefusedOperation { name: "ListPortals", method: "GET", uri: "/v2/portals" },
        RefusedOperation {
            name: "ListProductPages",
            method: "GET",
            uri: "/v2/portalproducts/{portalProductId}/productpages",
        },
        RefusedOperation {
            name: "ListProductRestEndpointPages",
            method: "GET",
            uri: "/v2/portalproducts/{portalProductId}/productrestendpointpages",
        },
        RefusedOperation {
            name: "ListRoutingRules",
            method: "GET",
            uri: "/v2/domainnames/{domainName}/routingrules",
        },
        RefusedOperation {
            name: "PreviewPortal",
            method: "POST",
            uri: "/v2/portals/{portalId}/preview",
        },
        RefusedOperation {
            name: "PublishPortal",
            method: "POST",
            uri: "/v2/portals/{portalId}/publish",
        },
        RefusedOperation {
            name: "PutPortalProductSharingPolicy",
            method: "PUT",
            uri: "/v2/portalproducts/{portalProductId}/sharingpolicy",
        },
        RefusedOperation {
            name: "PutRoutingRule",
            method: "PUT",
            uri: "/v2/domainnames/{domainName}/routingrules/{routingRuleId}",
        },
        RefusedOperation { name: "ReimportApi", method: "PUT", uri: "/v2/apis/{apiId}" },
        RefusedOperation {
            name: "ResetAuthorizersCache",
            method: "DELETE",
            uri: "/v2/apis/{apiId}/stages/{stageName}/cache/authorizers",
        },
        RefusedOperation {
            name: "UpdateApiMapping",
            method: "PATCH",
            uri: "/v2/domainnames/{domainName}/apimappings/{apiMappingId}",
        },
        RefusedOperation {
            name: "UpdateAuthorizer",
            method: "PATCH",
            uri: "/v2/apis/{apiId}/authorizers/{authorizerId}",
        },
        RefusedOperation {
            name: "UpdateDeployment",
            method: "PATCH",
            uri: "/v2/apis/{apiId}/deployments/{deploymentId}",
        },
        RefusedOperation {
            name: "UpdateDomainName",
            method: "PATCH",
            uri: "/v2/domainnames/{domainName}",
        },
        RefusedOperation {
            name: "UpdateIntegrationResponse",
            method: "PATCH",
            uri: "/v2/apis/{apiId}/integrations/{integrationId}/integrationresponses/{integrationResponseId}",
        },
        RefusedOperation {
            name: "UpdateModel",
            method: "PATCH",
            uri: "/v2/apis/{apiId}/models/{modelId}",
        },
        RefusedOperation { name: "UpdatePortal", method: "PATCH", uri: "/v2/portals/{portalId}" },
        RefusedOperation {
            name: "UpdatePortalProduct",
            method: "PATCH",
            uri: "/v2/portalproducts/{portalProductId}",
        },
        RefusedOperation {
            name: "UpdateProductPage",
            method: "PATCH",
            uri: "/v2/portalproducts/{portalProductId}/productpages/{productPageId}",
        },
        RefusedOperation {
            name: "UpdateProductRestEndpointPage",
            method: "PATCH",
            uri: "/v2/portalproducts/{portalProductId}/productrestendpointpages/{productRestEndpointPageId}",
        },
        RefusedOperation {
            name: "UpdateRouteResponse",
            method: "PATCH",
            uri: "/v2/apis/{apiId}/routes/{routeId}/routeresponses/{routeResponseId}",
        },
        RefusedOperation {
            name: "UpdateVpcLink",
            method: "PATCH",
            uri: "/v2/vpclinks/{vpcLinkId}",
        },
    ],
};

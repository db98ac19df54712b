//! Lambda's control plane: functions, versions, aliases, layers, resource policies, tags,
//! concurrency, and the front of Invoke.
//!
//! Covered are the operations of `models/lambda.toml`; what a member does not do is listed there.
//! It owns the rows of functions and the cache of unpacked packages. It must not know how functions
//! run: it tells whoever implements [`fn_model::Functions`] of every change and passes calls to
//! [`fn_model::FrontDoor`]. Start at [`service`], then `function.rs`; what makes a function
//! `Active` is in `ready.rs`.
//!
//! Where it differs from AWS: a function whose runtime is ready is `Active` at once; a role need
//! not exist unless IAM is enforced; packages come with the request.

mod alias;
mod attach;
mod concurrency;
mod event_invoke;
mod function;
pub mod fuzz;
mod invoke;
mod lambda;
mod layer;
mod layer_name;
mod layer_permission;
mod link;
pub mod model;
mod name;
mod notice;
mod opt;
mod package;
mod page;
mod permission;
pub mod platform;
mod policy;
mod ready;
mod refusal;
mod render;
mod settings;
mod state;
mod tagging;
mod update;
mod version;

use std::sync::Arc;

use ::service::{AnyService, Service, anywhere};

pub use lambda::{Lambda, Setup};
pub use link::{CODE_PATH, code_download};

/// What AWS takes at most to create a function or to change its code, in bytes.
const CODE_BODY_MAX: usize = 70_167_211;
/// Above the largest payload, so that AWS's own sentence tells how large it may be.
const INVOKE_BODY_MAX: usize = 8 << 20;

/// Lambda as a service.
pub fn service(lambda: &Lambda) -> AnyService {
    Service::shared(&model::SERVICE, Arc::new(lambda.clone()))
        .body_max(CODE_BODY_MAX)
        .on::<model::CreateFunction>(function::create_function_needs, function::create_function)
        .on::<model::UpdateFunctionCode>(
            update::update_function_code_needs,
            update::update_function_code,
        )
        .on::<model::PublishLayerVersion>(layer::publish_needs, layer::publish_layer_version)
        .body_max(1 << 20)
        .on::<model::GetFunction>(function::get_function_needs, function::get_function)
        .on::<model::GetFunctionConfiguration>(
            function::get_function_configuration_needs,
            function::get_function_configuration,
        )
        .on::<model::ListFunctions>(anywhere, function::list_functions)
        .on::<model::UpdateFunctionConfiguration>(
            update::update_function_configuration_needs,
            update::update_function_configuration,
        )
        .on::<model::DeleteFunction>(function::delete_function_needs, function::delete_function)
        .on::<model::PublishVersion>(version::publish_version_needs, version::publish_version)
        .on::<model::ListVersionsByFunction>(
            version::list_versions_by_function_needs,
            version::list_versions_by_function,
        )
        .on::<model::CreateAlias>(alias::create_alias_needs, alias::create_alias)
        .on::<model::GetAlias>(alias::get_alias_needs, alias::get_alias)
        .on::<model::ListAliases>(alias::list_aliases_needs, alias::list_aliases)
        .on::<model::UpdateAlias>(alias::update_alias_needs, alias::update_alias)
        .on::<model::DeleteAlias>(alias::delete_alias_needs, alias::delete_alias)
        .on::<model::AddPermission>(permission::add_permission_needs, permission::add_permission)
        .on::<model::GetPolicy>(permission::get_policy_needs, permission::get_policy)
        .on::<model::RemovePermission>(
            permission::remove_permission_needs,
            permission::remove_permission,
        )
        .on::<model::TagResource>(tagging::tag_needs, tagging::tag_resource)
        .on::<model::UntagResource>(tagging::untag_needs, tagging::untag_resource)
        .on::<model::ListTags>(tagging::list_needs, tagging::list_tags)
        .on::<model::PutFunctionConcurrency>(
            concurrency::put_needs,
            concurrency::put_function_concurrency,
        )
        .on::<model::GetFunctionConcurrency>(
            concurrency::get_needs,
            concurrency::get_function_concurrency,
        )
        .on::<model::DeleteFunctionConcurrency>(
            concurrency::delete_needs,
            concurrency::delete_function_concurrency,
        )
        .on::<model::GetAccountSettings>(anywhere, concurrency::get_account_settings)
        .on::<model::PutFunctionEventInvokeConfig>(
            event_invoke::put_needs,
            event_invoke::put_function_event_invoke_config,
        )
        .on::<model::UpdateFunctionEventInvokeConfig>(
            event_invoke::update_needs,
            event_invoke::update_function_event_invoke_config,
        )
        .on::<model::GetFunctionEventInvokeConfig>(
            event_invoke::get_needs,
            event_invoke::get_function_event_invoke_config,
        )
        .on::<model::ListFunctionEventInvokeConfigs>(
            event_invoke::list_needs,
            event_invoke::list_function_event_invoke_configs,
        )
        .on::<model::DeleteFunctionEventInvokeConfig>(
            event_invoke::delete_needs,
            event_invoke::delete_function_event_invoke_config,
        )
        .on::<model::GetLayerVersion>(layer::get_needs, layer::get_layer_version)
        .on::<model::GetLayerVersionByArn>(layer::get_by_arn_needs, layer::get_layer_version_by_arn)
        .on::<model::ListLayers>(anywhere, layer::list_layers)
        .on::<model::ListLayerVersions>(layer::list_versions_needs, layer::list_layer_versions)
        .on::<model::DeleteLayerVersion>(layer::delete_needs, layer::delete_layer_version)
        .on::<model::AddLayerVersionPermission>(
            layer_permission::add_needs,
            layer_permission::add_layer_version_permission,
        )
        .on::<model::GetLayerVersionPolicy>(
            layer_permission::get_needs,
            layer_permission::get_layer_version_policy,
        )
        .on::<model::RemoveLayerVersionPermission>(
            layer_permission::remove_needs,
            layer_permission::remove_layer_version_permission,
        )
        .data()
        .body_max(INVOKE_BODY_MAX)
        .on::<model::Invoke>(invoke::invoke_needs, invoke::invoke)
        .on::<model::InvokeAsync>(invoke::invoke_async_needs, invoke::invoke_async)
        .build()
}

//! Operations: what the generated tables say, and how a handler is called once its type is
//! forgotten.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use aws_shape::{
    AnyShape, ErrorShape, OperationSchema, ReadResult, Reader, ServiceSchema, Shape, Structure,
};

use crate::{AwsResult, Cx, Needs};

/// One operation of a model. Implemented by generated code.
pub trait Operation: 'static {
    /// What it takes.
    type Input: Structure;
    /// What it answers.
    type Output: Structure;
    /// What the model says of it.
    const SCHEMA: &'static OperationSchema;
}

/// What an operation does to the audit log and to throttling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Changes the set-up of the account: always recorded.
    Manage,
    /// Looks at the set-up of the account: recorded.
    Look,
    /// Moves data (items, events, invocations): recorded where configured.
    Data,
}

/// An async function from state, context and input to an answer.
pub trait Handler<'a, S: 'a, I, O>: Send + Sync {
    /// What it returns.
    type Answer: Future<Output = AwsResult<O>> + Send + 'a;
    /// Call it.
    fn call(&self, state: &'a S, cx: &'a Cx, input: I) -> Self::Answer;
}

impl<'a, S: 'a, I, O, F, A> Handler<'a, S, I, O> for F
where
    F: Fn(&'a S, &'a Cx, I) -> A + Send + Sync,
    A: Future<Output = AwsResult<O>> + Send + 'a,
{
    type Answer = A;

    fn call(&self, state: &'a S, cx: &'a Cx, input: I) -> A {
        self(state, cx, input)
    }
}

/// A future in a box.
pub type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A request that has been read and waits to be handled.
pub trait Call: Send {
    /// What was asked.
    fn input(&self) -> &dyn AnyShape;
    /// What the caller must be allowed to do.
    fn needs(&self, cx: &Cx) -> AwsResult<Needs>;
    /// Handle it.
    fn run(self: Box<Self>, cx: Arc<Cx>) -> Boxed<AwsResult<Box<dyn AnyShape>>>;
}

/// A row of a service's table: an operation with its handler.
pub trait Row: Send + Sync {
    /// The operation.
    fn schema(&self) -> &'static OperationSchema;
    /// How it is recorded.
    fn class(&self) -> Class;
    /// The largest body it takes, in bytes.
    fn body_max(&self) -> usize;
    /// Read its input.
    fn read(&self, reader: &mut dyn Reader) -> ReadResult<Box<dyn Call>>;
}

/// A service whose state's type is forgotten.
pub struct AnyService {
    /// What the model says of it.
    pub schema: &'static ServiceSchema,
    /// Its operations.
    pub rows: Vec<Box<dyn Row>>,
    /// What it answers whom no policy allows, if it has an error of its own for that.
    pub denied: Option<&'static ErrorShape>,
}

/// What `needs` functions look like.
pub(crate) type NeedsFn<S, I> = fn(&S, &Cx, &I) -> AwsResult<Needs>;

pub(crate) struct TypedRow<S, O: Operation, H> {
    pub(crate) state: Arc<S>,
    pub(crate) needs: NeedsFn<S, O::Input>,
    pub(crate) handler: Arc<H>,
    pub(crate) class: Class,
    pub(crate) body_max: usize,
}

struct TypedCall<S, O: Operation, H> {
    state: Arc<S>,
    needs: NeedsFn<S, O::Input>,
    handler: Arc<H>,
    input: O::Input,
}

impl<S, O, H> Row for TypedRow<S, O, H>
where
    S: Send + Sync + 'static,
    O: Operation,
    H: for<'a> Handler<'a, S, O::Input, O::Output> + 'static,
{
    fn schema(&self) -> &'static OperationSchema {
        O::SCHEMA
    }

    fn class(&self) -> Class {
        self.class
    }

    fn body_max(&self) -> usize {
        self.body_max
    }

    fn read(&self, reader: &mut dyn Reader) -> ReadResult<Box<dyn Call>> {
        Ok(Box::new(TypedCall::<S, O, H> {
            state: Arc::clone(&self.state),
            needs: self.needs,
            handler: Arc::clone(&self.handler),
            input: O::Input::read(reader, O::Input::SCHEMA)?,
        }))
    }
}

impl<S, O, H> Call for TypedCall<S, O, H>
where
    S: Send + Sync + 'static,
    O: Operation,
    H: for<'a> Handler<'a, S, O::Input, O::Output> + 'static,
{
    fn input(&self) -> &dyn AnyShape {
        &self.input
    }

    fn needs(&self, cx: &Cx) -> AwsResult<Needs> {
        (self.needs)(&self.state, cx, &self.input)
    }

    fn run(self: Box<Self>, cx: Arc<Cx>) -> Boxed<AwsResult<Box<dyn AnyShape>>> {
        Box::pin(async move {
            let Self { state, handler, input, .. } = *self;
            let output = handler.call(&state, &cx, input).await?;
            Ok(Box::new(output) as Box<dyn AnyShape>)
        })
    }
}

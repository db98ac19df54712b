//! The table of a service, built in the order in which a reader wants to see it.

use std::sync::Arc;

use aws_shape::{ErrorShape, ServiceSchema};

use crate::operation::{NeedsFn, TypedRow};
use crate::{AnyService, Class, Handler, Operation, Row};

/// The largest body of most operations.
const BODY_MAX: usize = 1 << 20;

/// A service being put together.
pub struct Service<S> {
    schema: &'static ServiceSchema,
    state: Arc<S>,
    rows: Vec<Box<dyn Row>>,
    class: Option<Class>,
    body_max: usize,
    denied: Option<&'static ErrorShape>,
}

impl<S: Send + Sync + 'static> Service<S> {
    /// A service without operations.
    pub fn new(schema: &'static ServiceSchema, state: S) -> Self {
        Self::shared(schema, Arc::new(state))
    }

    /// A service whose state others hold as well.
    pub fn shared(schema: &'static ServiceSchema, state: Arc<S>) -> Self {
        let rows = Vec::new();
        Self { schema, state, rows, class: None, body_max: BODY_MAX, denied: None }
    }

    /// Whom no policy allows is answered `shape`, as the service's clients know it.
    pub fn denied(mut self, shape: &'static ErrorShape) -> Self {
        self.denied = Some(shape);
        self
    }

    /// The next operations move data.
    pub fn data(mut self) -> Self {
        self.class = Some(Class::Data);
        self
    }

    /// The next operations are classed by their names again.
    pub fn set_up(mut self) -> Self {
        self.class = None;
        self
    }

    /// The next operations take bodies of up to `bytes`.
    pub fn body_max(mut self, bytes: usize) -> Self {
        self.body_max = bytes;
        self
    }

    /// An operation: what the caller must be allowed to do, and what it does.
    pub fn on<O: Operation>(
        mut self,
        needs: NeedsFn<S, O::Input>,
        handler: impl for<'a> Handler<'a, S, O::Input, O::Output> + 'static,
    ) -> Self {
        let class = self.class.unwrap_or_else(|| class_of(O::SCHEMA.name));
        self.rows.push(Box::new(TypedRow::<S, O, _> {
            state: Arc::clone(&self.state),
            needs,
            handler: Arc::new(handler),
            class,
            body_max: self.body_max,
        }));
        self
    }

    /// The finished service.
    ///
    /// # Panics
    /// If the model lists an operation that has no row, or a row is there twice: a mistake of the
    /// build that the first test finds.
    pub fn build(self) -> AnyService {
        for operation in self.schema.operations {
            let rows = self.rows.iter().filter(|row| std::ptr::eq(row.schema(), *operation));
            assert_eq!(rows.count(), 1, "{} {}: rows", self.schema.name, operation.name);
        }
        AnyService { schema: self.schema, rows: self.rows, denied: self.denied }
    }
}

fn class_of(operation: &str) -> Class {
    let looks = ["Get", "List", "Describe", "Filter"];
    if looks.iter().any(|look| operation.starts_with(look)) { Class::Look } else { Class::Manage }
}

/// All services of a server.
#[derive(Default)]
pub struct Registry {
    /// In the order in which they were added.
    pub services: Vec<AnyService>,
}

impl Registry {
    /// Add a service.
    pub fn add(&mut self, service: AnyService) {
        self.services.push(service);
    }
}

//! Shapes: Rust types that can be read and written through a schema, and the `shape!` table.

use std::collections::BTreeMap;

use crate::{
    Bytes, Kind, OperationSchema, ReadError, ReadResult, Reader, Schema, Timestamp, Writer, audit,
};

/// The Rust type of a map of a model.
pub type Map<T> = BTreeMap<String, T>;

/// A value that can be read and written in every protocol.
pub trait Shape: Send + Sync {
    /// Read it.
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self>
    where
        Self: Sized;
    /// Write it.
    fn write(&self, writer: &mut dyn Writer, schema: &'static Schema);
    /// Whether there is anything to write.
    fn is_present(&self) -> bool {
        true
    }
}

/// A structure, which knows its schema.
pub trait Structure: Shape + Default + 'static {
    /// The schema.
    const SCHEMA: &'static Schema;
}

/// A structure whose type is forgotten.
pub trait AnyShape: Send + Sync {
    /// Its schema.
    fn schema(&self) -> &'static Schema;
    /// Write it.
    fn write_any(&self, writer: &mut dyn Writer);
}

impl<T: Structure> AnyShape for T {
    fn schema(&self) -> &'static Schema {
        T::SCHEMA
    }

    fn write_any(&self, writer: &mut dyn Writer) {
        self.write(writer, T::SCHEMA);
    }
}

/// How the input and output of an operation are read when their types are forgotten.
#[derive(Clone, Copy)]
pub struct Codec {
    /// The operation.
    pub operation: &'static OperationSchema,
    /// Read an input.
    pub input: fn(&mut dyn Reader) -> ReadResult<Box<dyn AnyShape>>,
    /// Read an output.
    pub output: fn(&mut dyn Reader) -> ReadResult<Box<dyn AnyShape>>,
}

impl Codec {
    /// The codec of an operation from `I` to `O`.
    pub const fn new<I: Structure, O: Structure>(operation: &'static OperationSchema) -> Self {
        Self { operation, input: read_any::<I>, output: read_any::<O> }
    }
}

fn read_any<T: Structure>(reader: &mut dyn Reader) -> ReadResult<Box<dyn AnyShape>> {
    Ok(Box::new(T::read(reader, T::SCHEMA)?))
}

/// The input or output of an operation that has none.
#[derive(Clone, Debug, Default)]
pub struct NoShape;

static NO_SHAPE: Schema = Schema::new("Unit", Kind::Structure(&[]));

impl Structure for NoShape {
    const SCHEMA: &'static Schema = &NO_SHAPE;
}

impl Shape for NoShape {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        reader.structure(schema, &mut |_, _| Ok(()))?;
        Ok(Self)
    }

    fn write(&self, writer: &mut dyn Writer, schema: &'static Schema) {
        writer.begin_structure(schema);
        writer.end_structure(schema);
    }
}

impl<T: Shape> Shape for Option<T> {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        T::read(reader, schema).map(Some)
    }

    fn write(&self, writer: &mut dyn Writer, schema: &'static Schema) {
        if let Some(value) = self {
            value.write(writer, schema);
        }
    }

    fn is_present(&self) -> bool {
        self.is_some()
    }
}

impl<T: Shape> Shape for Box<T> {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        T::read(reader, schema).map(Self::new)
    }

    fn write(&self, writer: &mut dyn Writer, schema: &'static Schema) {
        (**self).write(writer, schema);
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        let Kind::List { item, .. } = schema.kind else { return Err(mismatch(schema)) };
        let mut items = Self::new();
        reader.list(schema, &mut |reader| {
            let before = reader.checks().len();
            items.push(T::read(reader, item)?);
            let checks = reader.checks();
            if checks.len() > before {
                checks.step(before, &format!("{}.member", items.len()));
            }
            Ok(())
        })?;
        if schema.constrained() {
            let show = || audit::show(&items, schema);
            reader.checks().length(schema, items.len(), show);
        }
        Ok(items)
    }

    fn write(&self, writer: &mut dyn Writer, schema: &'static Schema) {
        let Kind::List { item, .. } = schema.kind else { return };
        writer.begin_list(schema, self.len());
        for value in self {
            writer.item(schema);
            value.write(writer, item);
        }
        writer.end_list(schema);
    }
}

impl<T: Shape> Shape for Map<T> {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        let Kind::Map { key: key_schema, value, .. } = schema.kind else {
            return Err(mismatch(schema));
        };
        let mut entries = Self::new();
        reader.map(schema, &mut |reader, key| {
            let before = reader.checks().len();
            if key_schema.constrained() {
                reader.checks().string(key_schema, &key);
            }
            let entry = T::read(reader, value)?;
            let checks = reader.checks();
            if checks.len() > before {
                checks.step(before, &format!("{key}.member"));
            }
            if entries.contains_key(&key) {
                return Err(ReadError::new(format!("Duplicate field '{key}'")));
            }
            entries.insert(key, entry);
            Ok(())
        })?;
        if schema.constrained() {
            let show = || audit::show(&entries, schema);
            reader.checks().length(schema, entries.len(), show);
        }
        Ok(entries)
    }

    fn write(&self, writer: &mut dyn Writer, schema: &'static Schema) {
        let Kind::Map { value, .. } = schema.kind else { return };
        writer.begin_map(schema, self.len());
        for (key, entry) in self {
            writer.entry(schema, key);
            entry.write(writer, value);
        }
        writer.end_map(schema);
    }
}

fn mismatch(schema: &Schema) -> ReadError {
    // A table that contradicts its type is our mistake; it is found by the wire test.
    ReadError::new(format!("shape {} is not of its schema's kind", schema.name))
}

impl Shape for String {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        let text = reader.string()?;
        if schema.constrained() {
            reader.checks().string(schema, &text);
        }
        Ok(text)
    }

    fn write(&self, writer: &mut dyn Writer, schema: &'static Schema) {
        writer.string(schema, self);
    }
}

impl Shape for Bytes {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        let bytes = reader.blob()?;
        if schema.constrained() {
            reader.checks().length(schema, bytes.len(), || format!("{} bytes", bytes.len()));
        }
        Ok(bytes)
    }

    fn write(&self, writer: &mut dyn Writer, schema: &'static Schema) {
        writer.blob(schema, self);
    }
}

impl Shape for bool {
    fn read(reader: &mut dyn Reader, _: &'static Schema) -> ReadResult<Self> {
        reader.boolean()
    }

    fn write(&self, writer: &mut dyn Writer, _: &'static Schema) {
        writer.boolean(*self);
    }
}

impl Shape for i64 {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        let value = reader.integer()?;
        reader.checks().number(schema, value);
        Ok(value)
    }

    fn write(&self, writer: &mut dyn Writer, _: &'static Schema) {
        writer.integer(*self);
    }
}

impl Shape for i32 {
    fn read(reader: &mut dyn Reader, schema: &'static Schema) -> ReadResult<Self> {
        let value = reader.integer()?;
        reader.checks().number(schema, value);
        Self::try_from(value)
            .map_err(|_| ReadError::new(format!("Value {value} is out of range for an Integer")))
    }

    fn write(&self, writer: &mut dyn Writer, _: &'static Schema) {
        writer.integer(i64::from(*self));
    }
}

impl Shape for f64 {
    fn read(reader: &mut dyn Reader, _: &'static Schema) -> ReadResult<Self> {
        reader.double()
    }

    fn write(&self, writer: &mut dyn Writer, _: &'static Schema) {
        writer.double(*self);
    }
}

impl Shape for Timestamp {
    fn read(reader: &mut dyn Reader, _: &'static Schema) -> ReadResult<Self> {
        reader.timestamp()
    }

    fn write(&self, writer: &mut dyn Writer, _: &'static Schema) {
        writer.timestamp(*self);
    }
}

/// A structure of a model: the type, its schema, and how it is read and written.
///
/// ```ignore
/// shape! { Tag TAG;
///     key: String = ("Key", TAG_KEY) .required();
///     value: Option<String> = ("Value", TAG_VALUE);
/// }
/// ```
#[macro_export]
macro_rules! shape {
    ($name:ident $schema:ident; $($field:ident : $type:ty = ($wire:literal, $member:ident) $(. $build:ident ($($arg:expr),*))*;)*) => {
        #[doc = concat!("`", stringify!($name), "` of the service's model.")]
        #[derive(Clone, Default)]
        #[allow(missing_docs)]
        pub struct $name {
            $(pub $field: $type,)*
        }

        #[doc = concat!("The schema of [`", stringify!($name), "`].")]
        pub static $schema: $crate::Schema = $crate::Schema::new(
            stringify!($name),
            $crate::Kind::Structure(&[
                $($crate::Member::new($wire, &$member)$(.$build($($arg),*))*,)*
            ]),
        );

        impl $crate::Structure for $name {
            const SCHEMA: &'static $crate::Schema = &$schema;
        }

        impl $crate::Shape for $name {
            #[allow(unused_mut, unused_variables, unused_assignments)]
            fn read(
                reader: &mut dyn $crate::Reader,
                schema: &'static $crate::Schema,
            ) -> $crate::ReadResult<Self> {
                let mut shape = Self::default();
                $crate::read_structure(reader, schema, &mut |reader, index| {
                    let mut at = 0;
                    $(
                        if index == at {
                            shape.$field = $crate::Shape::read(reader, &$member)?;
                            return Ok(());
                        }
                        at += 1;
                    )*
                    Ok(())
                })?;
                Ok(shape)
            }

            #[allow(unused_mut, unused_variables, unused_assignments)]
            fn write(&self, writer: &mut dyn $crate::Writer, schema: &'static $crate::Schema) {
                writer.begin_structure(schema);
                let members = schema.members();
                let mut at = 0;
                $(
                    if $crate::Shape::is_present(&self.$field) && writer.member(&members[at]) {
                        $crate::Shape::write(&self.$field, writer, &$member);
                    }
                    at += 1;
                )*
                writer.end_structure(schema);
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::audit::show(self, &$schema))
            }
        }
    };
}

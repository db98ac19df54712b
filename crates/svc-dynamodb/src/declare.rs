//! What a request declares a table to be, checked: its key, and how it is paid for.
//!
//! Pure; the texts are AWS's. Start at [`key`] and [`Billing::declared`].

use std::collections::BTreeSet;

use crate::Invalid;
use crate::catalog::{Billing, KeyRow};
use crate::model::{AttributeDefinition, KeySchemaElement, ProvisionedThroughput};

/// The most that can be provisioned.
const UNITS_MAX: i64 = 1_000_000_000_000;

/// The primary key: its hash and range attributes.
pub(crate) fn key(
    schema: Option<&[KeySchemaElement]>,
    definitions: Option<&[AttributeDefinition]>,
) -> Result<(KeyRow, Option<KeyRow>), Invalid> {
    let schema = schema.ok_or_else(|| missing("keySchema"))?;
    let definitions = definitions.ok_or_else(|| missing("attributeDefinitions"))?;
    if schema.len() > 2 {
        let shown: Vec<_> = schema.iter().map(|element| element.attribute_name.as_str()).collect();
        return Err(Invalid::new(format!(
            "1 validation error detected: Value '[{}]' at 'keySchema' failed to satisfy \
             constraint: Member must have length less than or equal to 2",
            shown.join(", ")
        )));
    }
    let names: BTreeSet<&str> =
        definitions.iter().map(|definition| definition.attribute_name.as_str()).collect();
    if names.len() < definitions.len() {
        return Err(Invalid::new("Cannot have two attributes with the same name"));
    }
    let element = |element: &KeySchemaElement| {
        let name = &element.attribute_name;
        let definition = definitions.iter().find(|definition| definition.attribute_name == *name);
        let kind = definition.map(|definition| definition.attribute_type.clone());
        kind.map(|kind| KeyRow { name: name.clone(), kind })
    };
    let rows: Option<Vec<KeyRow>> = schema.iter().map(element).collect();
    let Some(rows) = rows else {
        let keys: Vec<_> = schema.iter().map(|element| element.attribute_name.as_str()).collect();
        let names: Vec<_> = names.into_iter().collect();
        return Err(Invalid::parameter(format!(
            "Some index key attributes are not defined in AttributeDefinitions. Keys: [{}], \
             AttributeDefinitions: [{}]",
            keys.join(", "),
            names.join(", ")
        )));
    };
    check_roles(schema)?;
    if definitions.len() != rows.len() {
        return Err(Invalid::parameter(
            "Number of attributes in KeySchema does not exactly match number of attributes \
             defined in AttributeDefinitions",
        ));
    }
    let mut rows = rows.into_iter();
    let hash = rows.next().ok_or_else(|| missing("keySchema"))?;
    Ok((hash, rows.next()))
}

fn check_roles(schema: &[KeySchemaElement]) -> Result<(), Invalid> {
    if schema.first().is_none_or(|first| first.key_type != "HASH") {
        return Err(Invalid::new(
            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
        ));
    }
    let Some(second) = schema.get(1) else { return Ok(()) };
    if second.key_type != "RANGE" {
        return Err(Invalid::new(
            "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type",
        ));
    }
    if second.attribute_name == schema[0].attribute_name {
        return Err(Invalid::new(
            "Both the Hash Key and the Range Key element in the KeySchema have the same name",
        ));
    }
    Ok(())
}

fn missing(member: &str) -> Invalid {
    Invalid::new(format!(
        "1 validation error detected: Value null at '{member}' failed to satisfy constraint: \
         Member must not be null"
    ))
}

impl Billing {
    /// How a new table is paid for.
    pub(crate) fn declared(
        mode: Option<&str>,
        throughput: Option<&ProvisionedThroughput>,
        now_ms: i64,
    ) -> Result<Self, Invalid> {
        let on_demand = mode == Some("PAY_PER_REQUEST");
        let (read_units, write_units) = units(on_demand, throughput)?;
        Ok(Self {
            on_demand,
            on_demand_since_ms: on_demand.then_some(now_ms),
            read_units,
            write_units,
            increased_ms: None,
            decreased_ms: None,
        })
    }

    /// How a table is paid for after an update.
    pub(crate) fn updated(
        &self,
        mode: Option<&str>,
        throughput: Option<&ProvisionedThroughput>,
        now_ms: i64,
    ) -> Result<Self, Invalid> {
        let on_demand = mode.map_or(self.on_demand, |mode| mode == "PAY_PER_REQUEST");
        if mode.is_none() && throughput.is_none() {
            return Ok(self.clone());
        }
        let (read_units, write_units) = match throughput {
            // The mode that it has already, and nothing else.
            None if on_demand == self.on_demand => (self.read_units, self.write_units),
            throughput => units(on_demand, throughput)?,
        };
        let same = on_demand == self.on_demand
            && (read_units, write_units) == (self.read_units, self.write_units);
        if same && throughput.is_some() {
            return Err(unchanged(read_units, write_units));
        }
        let more = read_units > self.read_units || write_units > self.write_units;
        let less = read_units < self.read_units || write_units < self.write_units;
        let provisioned = !on_demand && !self.on_demand;
        let newly = on_demand && !self.on_demand;
        Ok(Self {
            on_demand,
            on_demand_since_ms: newly.then_some(now_ms).or(self.on_demand_since_ms),
            read_units,
            write_units,
            increased_ms: (provisioned && more).then_some(now_ms).or(self.increased_ms),
            decreased_ms: (provisioned && less).then_some(now_ms).or(self.decreased_ms),
        })
    }
}

fn units(
    on_demand: bool,
    throughput: Option<&ProvisionedThroughput>,
) -> Result<(i64, i64), Invalid> {
    match (on_demand, throughput) {
        (true, None) => Ok((0, 0)),
        (true, Some(_)) => Err(Invalid::parameter(
            "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode \
             is PAY_PER_REQUEST",
        )),
        (false, None) => Err(Invalid::parameter(
            "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode \
             is PROVISIONED",
        )),
        (false, Some(throughput)) => {
            let (read, write) = (throughput.read_capacity_units, throughput.write_capacity_units);
            for (units, member) in [(read, "ReadCapacityUnits"), (write, "WriteCapacityUnits")] {
                if units > UNITS_MAX {
                    return Err(Invalid::new(format!(
                        "Given value {units} for {member} is out of bounds"
                    )));
                }
            }
            Ok((read, write))
        }
    }
}

fn unchanged(read: i64, write: i64) -> Invalid {
    Invalid::new(format!(
        "The provisioned throughput for the table will not change. The requested value equals \
         the current value. Current ReadCapacityUnits provisioned for the table: {read}. \
         Requested ReadCapacityUnits: {read}. Current WriteCapacityUnits provisioned for the \
         table: {write}. Requested WriteCapacityUnits: {write}. Refer to the Amazon DynamoDB \
         Developer Guide for current limits and how to request higher limits."
    ))
}

//! An outcome as others read it: a list of selections in the JSON form of SSVC 2.0.0.
//!
//! It is given out with the neutral handle of the case and nothing else of it. That it leaves is for who asked for it to
//! answer for: it is an answer of the interface to a member, like the case itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::{Case, Stated};
use tidegate_core::event::PriorityFound;
use tidegate_core::triage::table::PointId;

use crate::triage::tables;

/// A list of selections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SelectionList {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub timestamp: Timestamp,
    /// The version of the form.
    #[serde(rename = "schemaVersion")]
    pub schema_version: String,
    /// What was looked at: the neutral handle.
    pub target_ids: Vec<String>,
    /// What was selected, the outcome last.
    pub selections: Vec<Selection>,
}

/// What was selected of a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// Who publishes the point.
    pub namespace: String,
    /// Its key.
    pub key: String,
    /// Its version.
    pub version: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The values that were selected.
    pub values: Vec<SelectedValue>,
}

/// A value that was selected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SelectedValue {
    /// Its key.
    pub key: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// An outcome as a list of selections.
#[must_use]
pub fn selections(case: &Case, found: &Stated<PriorityFound>) -> SelectionList {
    let one = |id: &PointId, key: &str| {
        let point = tables().point(id);
        let value = point.and_then(|point| point.value(key));
        Selection {
            namespace: id.namespace().to_owned(),
            key: id.key().to_owned(),
            version: id.version().to_owned(),
            name: point.map(|point| point.name.en.clone()),
            values: vec![SelectedValue {
                key: key.to_owned(),
                name: value.map(|value| value.name.en.clone()),
            }],
        }
    };
    let answers = found.what.answers.iter().map(|answer| one(&answer.point, &answer.value));
    SelectionList {
        timestamp: found.at,
        schema_version: "2.0.0".to_owned(),
        target_ids: vec![case.label().to_owned()],
        selections: answers.chain([one(&found.what.of, &found.what.outcome)]).collect(),
    }
}

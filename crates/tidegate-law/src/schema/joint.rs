//! One schema for two versions of it: what either has, in the JSON form that Cedar gives. Nothing is lost and nothing
//! invented; a fact that is of another type in the two cannot be asked of both, and is named.

use serde_json::Value as Json;

/// Adds to a schema what another has besides.
///
/// # Errors
/// The name of a fact that is of another type in the two.
pub(super) fn merge(into: &mut Json, other: &Json) -> Result<(), String> {
    let facts = "/commonTypes/Facts/attributes";
    let kinds = |root: &Json| root.pointer(facts).and_then(Json::as_object).cloned();
    for (name, fact) in kinds(other).unwrap_or_default() {
        let mine = into.pointer(facts).and_then(|all| all.get(&name));
        if mine.is_some_and(|mine| mine.get("name") != fact.get("name")) {
            return Err(name);
        }
    }
    add(into, other);
    Ok(())
}

fn add(into: &mut Json, other: &Json) {
    // Of what both say, the first counts.
    let (Json::Object(into), Json::Object(other)) = (into, other) else { return };
    for (key, value) in other {
        match (into.get_mut(key), value) {
            (None, _) => {
                into.insert(key.clone(), value.clone());
            }
            (Some(Json::Array(list)), Json::Array(more)) if key == "enum" => {
                let new: Vec<Json> =
                    more.iter().filter(|one| !list.contains(one)).cloned().collect();
                list.extend(new);
            }
            (Some(mine), _) => add(mine, value),
        }
    }
}

/// Lets the words and groups of one version stand wherever it has them.
pub(super) fn own(into: &mut Json, mine: &Json) {
    let (Json::Object(into), Json::Object(mine)) = (into, mine) else { return };
    if !mine.contains_key("memberOf") {
        into.remove("memberOf");
    }
    for (key, value) in mine {
        match into.get_mut(key) {
            Some(stands) if key == "annotations" => {
                if let (Json::Object(stands), Json::Object(words)) = (&mut *stands, value) {
                    // A fact has the notes of its version and no other: one left out is left out.
                    if words.contains_key("by") {
                        stands.clear();
                    }
                    stands.extend(words.clone());
                }
            }
            Some(stands) if key == "memberOf" => stands.clone_from(value),
            Some(stands) => own(stands, value),
            None => {}
        }
    }
}

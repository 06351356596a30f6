//! The facts on which the truth of a condition rests, out of all that it looks at.

use tidegate_law::{Condition, FactIndex, Situation, Truth};

/// The facts that make the condition true, each once in the order in which the rule names them: of alternatives the
/// first that holds. Where the condition is open, those of its parts that hold.
pub(super) fn of(condition: &Condition, situation: &Situation) -> Vec<FactIndex> {
    let mut facts = Vec::new();
    collect(condition, situation, true, &mut facts);
    let mut seen = Vec::new();
    facts.retain(|fact| {
        let new = !seen.contains(fact);
        seen.push(*fact);
        new
    });
    facts
}

fn collect(condition: &Condition, situation: &Situation, wanted: bool, facts: &mut Vec<FactIndex>) {
    let holds =
        |part: &Condition| part.truth(situation) == if wanted { Truth::True } else { Truth::False };
    match condition {
        Condition::Constant(_) => {}
        Condition::Is { fact, .. } if holds(condition) => facts.push(*fact),
        Condition::Is { .. } => {}
        Condition::Not(part) => collect(part, situation, !wanted, facts),
        Condition::All(parts) | Condition::Any(parts) => {
            let every = matches!(condition, Condition::All(_)) == wanted;
            if every {
                parts.iter().for_each(|part| collect(part, situation, wanted, facts));
            } else if let Some(part) = parts.iter().find(|part| holds(part)) {
                collect(part, situation, wanted, facts);
            }
        }
    }
}

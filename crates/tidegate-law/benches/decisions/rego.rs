//! The prohibitions in force in Rego, run by regorus: the same rules, facts and grounds as the other rows.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hint::black_box;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Rc, Value};
use tidegate_law::{Condition, LawInForce, Reference, RuleId, RuleKind, Schema};

use super::{Asked, Table};

pub(super) fn rows(
    table: &Table,
    law: &LawInForce<'_>,
    reference: &Reference<'_>,
    whole: &[Asked],
) {
    let inputs: Vec<Value> = whole.iter().map(|asked| input(law, asked)).collect();
    let mut engine = Engine::new();
    engine.add_policy("law.rego".to_owned(), module(law)).unwrap();
    let entry: Rc<str> = "data.law.deny".into();
    let compiled = engine.compile_with_entrypoint(&entry).unwrap();
    let program = Compiler::compile_from_policy(&compiled, &[&*entry]).unwrap();
    let mut machine = RegoVM::new();
    machine.load_program(program);
    // A figure counts only where the grounds are those of Cedar.
    let mut differ = 0;
    for ((act, situation), input) in whole.iter().zip(&inputs) {
        machine.set_input(input.clone());
        let said = machine.execute().unwrap();
        differ += usize::from(grounds(&said) != reference.prohibitions(*act, situation).unwrap());
    }
    println!("regorus names other grounds than Cedar in {differ} of {} situations", whole.len());
    table.row("regorus bytecode, input built before", |call| {
        machine.set_input(inputs[call % inputs.len()].clone());
        black_box(machine.execute().unwrap());
    });
}

fn grounds(said: &Value) -> BTreeSet<RuleId> {
    let set = said.as_set().unwrap();
    set.iter().filter_map(|one| RuleId::parse(one.as_string().ok()?)).collect()
}

fn input(law: &LawInForce<'_>, (act, situation): &Asked) -> Value {
    let schema = law.book().schema();
    let known = situation.known_facts(schema);
    let mut facts: serde_json::Map<String, serde_json::Value> = known
        .map(|(fact, value)| (schema.entry(fact).name.to_string(), value.as_str().into()))
        .collect();
    facts.insert("act".to_owned(), schema.act_entry(*act).name.as_str().into());
    Value::from_json_str(&serde_json::Value::from(facts).to_string()).unwrap()
}

fn module(law: &LawInForce<'_>) -> String {
    let schema = law.book().schema();
    let mut text = String::from("package law\n\nimport rego.v1\n\n");
    let mut parts = 0;
    for rule in law.rules().iter().filter(|rule| rule.kind == RuleKind::Prohibition) {
        let about = |name: &str| schema.act(name).is_some_and(|act| rule.is_about(act));
        let acts = schema.acts().iter().filter(|act| about(&act.name));
        let acts: Vec<String> = acts.map(|act| format!("{:?}", act.name.as_str())).collect();
        let holds = expression(schema, &rule.condition, &mut text, &mut parts);
        let (id, acts) = (rule.id.as_str(), acts.join(", "));
        let _ = writeln!(text, "deny contains {id:?} if {{ input.act in {{{acts}}}; {holds} }}\n");
    }
    text
}

/// An expression of Rego, with a rule of its own for each part that has several.
fn expression(
    schema: &Schema,
    condition: &Condition,
    text: &mut String,
    parts: &mut usize,
) -> String {
    let mut inner = |one: &Condition, text: &mut String| expression(schema, one, text, parts);
    let bodies: Vec<String> = match condition {
        Condition::Constant(value) => return value.to_string(),
        Condition::Is { fact, values } => {
            let entry = schema.entry(*fact);
            let named = entry.values.iter().enumerate();
            let named = named.filter(|(place, _)| values & (1 << place) != 0);
            let named: Vec<String> =
                named.map(|(_, one)| format!("{:?}", one.value.as_str())).collect();
            return match named.as_slice() {
                [one] => format!("input.{} == {one}", entry.name),
                several => format!("input.{} in {{{}}}", entry.name, several.join(", ")),
            };
        }
        Condition::Not(part) => {
            let part = inner(part, text);
            *parts += 1;
            let _ = writeln!(text, "p{parts} if {{ {part} }}");
            return format!("not p{parts}");
        }
        Condition::All(all) => {
            let all: Vec<String> = all.iter().map(|one| inner(one, text)).collect();
            if all.is_empty() {
                return "true".to_owned();
            }
            vec![all.join("; ")]
        }
        Condition::Any(any) => any.iter().map(|one| inner(one, text)).collect(),
    };
    if bodies.is_empty() {
        return "false".to_owned();
    }
    *parts += 1;
    for body in bodies {
        let _ = writeln!(text, "p{parts} if {{ {body} }}");
    }
    format!("p{parts}")
}

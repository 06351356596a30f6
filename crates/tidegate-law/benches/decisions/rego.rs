//! The same prohibitions in Rego, for regorus: its interpreter and its bytecode.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{CompiledPolicy, Engine, Value};
use tidegate_law::{Condition, LawInForce, RuleKind, Schema};

use super::{Asked, Table, question};

const ENTRY: &str = "data.book.forbids";

/// Measures both, after a look at how often they name the rules that the compiled book names.
pub(super) fn peers(table: &Table, law: &LawInForce<'_>, whole: &[Asked]) {
    if !table.wants("regorus") {
        return;
    }
    let policy = compiled(&policy(law));
    let program = Compiler::compile_from_policy(&policy, &[ENTRY]).unwrap();
    let mut machine = RegoVM::new();
    machine.load_program(Arc::clone(&program));
    let inputs: Vec<Value> = whole.iter().map(|one| input(law, one)).collect();
    let mut sitting = law.sitting();
    let mut agree = 0;
    for (asked, input) in whole.iter().zip(&inputs) {
        machine.set_input(input.clone());
        let grounds = sitting.outcome(&question(asked)).grounds;
        let ours: BTreeSet<String> =
            grounds.iter().map(|place| law.book().rules()[place].id.to_string()).collect();
        agree += usize::from(named(&machine.execute().unwrap()) == ours);
    }
    println!("regorus names the same rules in {agree} of {} situations", whole.len());
    table.row("regorus, bytecode, input built before", |call| {
        machine.set_input(inputs[call % inputs.len()].clone());
        black_box(machine.execute().unwrap());
    });
    table.row("regorus, interpreter, input built before", |call| {
        let input = inputs[call % inputs.len()].clone();
        black_box(policy.eval_with_input(input).unwrap());
    });
}

fn compiled(text: &str) -> CompiledPolicy {
    let mut engine = Engine::new();
    engine.add_policy("book.rego".to_owned(), text.to_owned()).unwrap();
    engine.compile_with_entrypoint(&ENTRY.into()).unwrap()
}

/// The rules that an answer names.
fn named(answer: &Value) -> BTreeSet<String> {
    let set = answer.as_set().unwrap();
    set.iter().map(|id| id.as_string().unwrap().to_string()).collect()
}

/// The prohibitions in force that oblige, as one module.
fn policy(law: &LawInForce<'_>) -> String {
    let schema = law.book().schema();
    let mut module = Module { schema, helpers: String::new(), count: 0 };
    let mut rules = String::new();
    for rule in law.rules() {
        if rule.kind != RuleKind::Prohibition || !rule.obliges() {
            continue;
        }
        let acts = schema
            .acts()
            .iter()
            .filter(|act| schema.act(&act.name).is_some_and(|index| rule.is_about(index)));
        let acts: Vec<String> = acts.map(|act| format!("{:?}", act.name)).collect();
        let body = module.line(&rule.condition);
        let _ = writeln!(
            rules,
            "forbids contains {:?} if {{\n  input.act in {{{}}}\n  {body}\n}}",
            rule.id.to_string(),
            acts.join(", ")
        );
    }
    format!("package book\nimport rego.v1\n{}{rules}", module.helpers)
}

struct Module<'s> {
    schema: &'s Schema,
    helpers: String,
    count: usize,
}

impl Module<'_> {
    /// An expression that holds where the condition does.
    fn line(&mut self, condition: &Condition) -> String {
        match condition {
            Condition::Constant(value) => value.to_string(),
            Condition::Is { fact, values } => {
                let entry = self.schema.entry(*fact);
                let in_set = |(place, _): &(usize, _)| values >> place & 1 == 1;
                let values = entry.values.iter().enumerate().filter(in_set);
                let list: Vec<String> =
                    values.map(|(_, one)| format!("{:?}", one.value.as_str())).collect();
                match list.as_slice() {
                    [only] => format!("input.{} == {only}", entry.name),
                    _ => format!("input.{} in {{{}}}", entry.name, list.join(", ")),
                }
            }
            Condition::All(parts) => {
                let lines: Vec<String> = parts.iter().map(|part| self.line(part)).collect();
                if lines.is_empty() { "true".to_owned() } else { lines.join("\n  ") }
            }
            Condition::Any(parts) => {
                let bodies: Vec<String> = parts.iter().map(|part| self.line(part)).collect();
                self.helper(&bodies)
            }
            Condition::Not(part) => {
                let body = self.line(part);
                format!("not {}", self.helper(&[body]))
            }
        }
    }

    /// A rule that holds where one of the bodies does; its name.
    fn helper(&mut self, bodies: &[String]) -> String {
        let name = format!("c{}", self.count);
        self.count += 1;
        for body in bodies {
            let _ = writeln!(self.helpers, "{name} if {{\n  {body}\n}}");
        }
        if bodies.is_empty() {
            let _ = writeln!(self.helpers, "{name} if {{\n  false\n}}");
        }
        name
    }
}

/// A question as an input: the act, and each fact by its name.
fn input(law: &LawInForce<'_>, (act, situation): &Asked) -> Value {
    let schema = law.book().schema();
    let mut fields = serde_json::Map::new();
    fields.insert("act".to_owned(), schema.act_entry(*act).name.clone().into());
    for entry in schema.facts() {
        let value = situation.known(schema, schema.fact(&entry.name).unwrap()).unwrap();
        fields.insert(entry.name.to_string(), value.as_str().into());
    }
    Value::from_json_str(&serde_json::Value::from(fields).to_string()).unwrap()
}

//! Two versions of the book: what is amended is found, and what is only worded otherwise is proved to decide the same.
//!
//! The proofs need the solver cvc5; without it what is written otherwise is held alone, and the rest is left out.

#![cfg(feature = "analysis")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]
#![expect(clippy::print_stdout, reason = "a test says what it leaves out")]

#[path = "folder/law.rs"]
mod folder;

use tidegate_law::analysis::{Asking, Comparer, LocalSolver};
use tidegate_law::{
    ActCompared, Adoption, AnswerKind, Aspect, Book, Decided, Found, Matters, NoVersions,
    Otherwise, Question, Situation, SourceFile, Truth, Turn, Versions, Witnessed,
};

use folder::files;

/// The book with one place of one file written otherwise.
fn amended(path: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let mut files = files();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.text.contains(from), "`{from}` is not in {path}");
    file.text = file.text.replacen(from, to, 1);
    files
}

/// The same with what the ways through say of a rule written otherwise: they name only rules that there are.
fn followed(mut files: Vec<SourceFile>, from: &str, to: &str) -> Vec<SourceFile> {
    let file = files.iter_mut().find(|file| file.path == "ways-through.toml").unwrap();
    assert!(file.text.contains(from), "`{from}` is not in the ways through");
    file.text = file.text.replace(from, to);
    files
}

/// The text of a file with one place after a mark written otherwise.
fn amended_after(path: &str, mark: &str, from: &str, to: &str) -> Vec<SourceFile> {
    let mut files = files();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    let at = file.text.find(mark).unwrap_or_else(|| panic!("`{mark}` is not in {path}"));
    let (before, after) = file.text.split_at(at);
    assert!(after.contains(from), "`{from}` is not after `{mark}`");
    file.text = format!("{before}{}", after.replacen(from, to, 1));
    files
}

struct Compared {
    rules: Vec<(String, Turn, Vec<Aspect>, Found)>,
    acts: Vec<(String, ActCompared)>,
}

impl Compared {
    fn only(&self) -> &(String, Turn, Vec<Aspect>, Found) {
        assert_eq!(self.rules.len(), 1, "{:?}", self.ids());
        self.rules.first().unwrap()
    }

    fn ids(&self) -> Vec<&str> {
        self.rules.iter().map(|(id, ..)| id.as_str()).collect()
    }
}

/// What comes of comparing the book with another; none without a solver.
fn compared(new: &[SourceFile]) -> Option<Compared> {
    compared_at(new, "2026-11-24T09:00:00Z", false)
}

fn compared_at(new: &[SourceFile], at: &str, only: bool) -> Option<Compared> {
    let versions = Versions::load(&files(), new).unwrap();
    let asking = Asking { adoption: Adoption::default(), at: at.parse().unwrap(), only };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let Ok(solver) = LocalSolver::cvc5_with_args(["--tlimit-per=60000"]) else {
            println!("left out: proofs about two versions of the book, there is no cvc5");
            return None;
        };
        let mut comparer = Comparer::new(&versions, asking, solver).unwrap();
        let changes = comparer.paired(versions.rules()).await.unwrap();
        let (mut rules, mut acts) = (Vec::new(), Vec::new());
        for change in &changes {
            let found = comparer.rule(change).await.unwrap();
            let id = change.id().unwrap().to_string();
            rules.push((id, change.turn(), change.aspects.clone(), found));
        }
        for (act, span) in comparer.acts_touched(&changes) {
            let compared = comparer.act(&changes, act, span).await.unwrap();
            acts.push((versions.new.schema().act_entry(act).name.clone(), compared));
        }
        Some(Compared { rules, acts })
    })
}

fn witnesses(found: &Found) -> &[Witnessed] {
    match found {
        Found::Differs(witnesses) => {
            assert!(witnesses.iter().all(|one| one.confirmed), "{witnesses:#?}");
            witnesses
        }
        other => panic!("{other:?}"),
    }
}

fn kinds(one: &Witnessed) -> Vec<(AnswerKind, AnswerKind)> {
    let kind = |side: &Decided| match side {
        Decided::Answer(answer) => answer.decision.kind(),
        Decided::Duties(_) => panic!("a duty"),
    };
    one.sides.iter().map(|side| (kind(&side.old), kind(&side.new))).collect()
}

#[test]
fn the_same_book_differs_in_nothing() {
    let versions = Versions::load(&files(), &files()).unwrap();
    assert!(versions.rules().is_empty() && versions.definitions().is_empty());
}

#[test]
fn a_removed_exception_is_found_with_a_situation_in_which_the_answer_changes() {
    let new = amended("cn/rmsv.md", "unless { context.content == Content::\"remedy\" };", ";");
    let Some(compared) = compared(&new) else { return };
    let (id, turn, aspects, found) = compared.only();
    assert_eq!(id, "cn-rmsv/9(5)/without-remedy");
    assert_eq!((*turn, aspects.as_slice()), (Turn::Changed, &[Aspect::Condition][..]));
    let witnesses = witnesses(found);
    assert_eq!(witnesses.len(), 1, "nothing is permitted that was not: {witnesses:#?}");
    let one = witnesses.first().unwrap();
    assert_eq!(kinds(one), [(AnswerKind::Permit, AnswerKind::Refuse)]);
    let told = |fact: &str, value: &str| {
        one.story.iter().any(|one| one.fact.as_str() == fact && one.value.as_str() == value)
    };
    assert!(told("content", "remedy"), "{:?}", one.story);
    let acts: Vec<&str> = compared.acts.iter().map(|(act, _)| act.as_str()).collect();
    assert_eq!(acts, ["publish"]);
}

#[test]
fn an_exception_that_is_moved_is_found_in_both_directions() {
    let mark = "@prohibition(\"undisclosed-overseas\")";
    let (from, to) = ("context.flaw_in_component", "context.users_must_act");
    let Some(compared) = compared(&amended_after("cn/rmsv.md", mark, from, to)) else { return };
    let (id, _, _, found) = compared.only();
    assert_eq!(id, "cn-rmsv/9(7)/undisclosed-overseas");
    let turned: Vec<_> = witnesses(found).iter().flat_map(kinds).collect();
    let both = [(AnswerKind::Refuse, AnswerKind::Permit), (AnswerKind::Permit, AnswerKind::Refuse)];
    assert_eq!(turned, both);
    // By act: for each way of providing, at each time of the law, the same two changes, each with its situation.
    for (name, act) in &compared.acts {
        assert!(act.found.iter().all(|one| one.confirmed), "{name}");
        let turned: Vec<_> = act.found.iter().flat_map(kinds).collect();
        assert!(both.iter().all(|one| turned.contains(one)), "{name}: {turned:?}");
    }
    assert!(compared.acts.iter().any(|(name, _)| name == "share"));
}

/// Numbers by xorshift, the same each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }
}

/// Situations around some others, a few facts taken otherwise in each; those that can be.
fn around(book: &Book, from: &[Situation], draw: &mut Draw) -> Option<Situation> {
    let mut drawn = from.get(draw.below(from.len()))?.clone();
    for _ in 0..=draw.below(6) {
        let facts = book.schema().facts();
        let entry = facts.get(draw.below(facts.len()))?;
        let value = &entry.values.get(draw.below(entry.values.len()))?.value;
        drawn.set(book.schema(), book.schema().fact(&entry.name)?, value);
    }
    let possible = |one: &tidegate_law::Constraint| one.condition.truth(&drawn) == Truth::True;
    book.world().iter().all(possible).then_some(drawn)
}

#[test]
fn no_change_of_an_answer_that_is_met_at_random_was_left_out() {
    let mark = "@prohibition(\"undisclosed-overseas\")";
    let (from, to) = ("context.flaw_in_component", "context.users_must_act");
    let new = amended_after("cn/rmsv.md", mark, from, to);
    let Some(compared) = compared(&new) else { return };
    let versions = Versions::load(&files(), &new).unwrap();
    let at = "2026-11-24T09:00:00Z".parse().unwrap();
    let adoption = Adoption::default();
    let laws = [&versions.old, &versions.new].map(|book| book.in_force(&adoption, at));
    let mut draw = Draw(0x5eed);
    let mut met = 0;
    for (name, act) in compared.acts.iter().filter(|(_, act)| act.span.holds(at)) {
        let told: Vec<_> = act.found.iter().flat_map(kinds).collect();
        let from: Vec<Situation> = act.found.iter().map(|one| one.situation.clone()).collect();
        for _ in 0..20_000 {
            let Some(situation) = around(&versions.new, &from, &mut draw) else { continue };
            let question =
                Question { act: act.act, situation: &situation, live: None, offers: &[] };
            let [old, new] = laws.each_ref().map(|law| law.decide(&question).kind());
            if old != new {
                met += 1;
                assert!(told.contains(&(old, new)), "{name}: {old:?} to {new:?} was not told");
            }
        }
    }
    assert!(met > 100, "changes are met at all: {met}");
}

#[test]
fn another_period_is_found_with_both_due_times() {
    let new = amended_after("eu/cra.md", "@duty(\"early-warning\")", "PT24H", "PT36H");
    let Some(compared) = compared(&new) else { return };
    let (id, _, aspects, found) = compared.only();
    assert_eq!(id, "eu-cra/14(2)(a)/early-warning");
    assert_eq!(aspects.as_slice(), [Aspect::Period]);
    let one = witnesses(found).first().unwrap();
    assert_eq!(one.otherwise, Otherwise::Duty);
    let due = |side: &Decided| match side {
        Decided::Duties(all) => all.first().unwrap().when.deadline().unwrap().strict.earliest,
        Decided::Answer(_) => panic!("an answer"),
    };
    let side = one.sides.first().unwrap();
    assert_eq!(due(&side.new).duration_since(due(&side.old)).as_hours(), 12);
    assert!(compared.acts.is_empty(), "by when a duty is due changes no answer");
}

#[test]
fn words_alone_decide_the_same_and_so_does_a_condition_written_otherwise() {
    let words = "@en(\"nobody may sell";
    let text = files().into_iter().find(|file| file.path == "cn/rmsv.md").unwrap().text;
    let from = if text.contains(words) { words } else { "@prohibition(\"sell\")\n@en(\"" };
    let new = amended("cn/rmsv.md", from, &format!("{from}in other words: "));
    if let Some(compared) = compared(&new) {
        let (_, _, aspects, found) = compared.only();
        assert_eq!(aspects.as_slice(), [Aspect::Words]);
        assert!(matches!(found, Found::Same { proved: false }), "{found:?}");
    }
    // Double negation and another order: the forms differ, the law does not.
    let from = "unless { context.mps_consent };";
    let new =
        amended("cn/rmsv.md", from, "when { !(context.mps_consent || context.mps_consent) };");
    if let Some(compared) = compared(&new) {
        let (_, _, aspects, found) = compared.only();
        assert_eq!(aspects.as_slice(), [Aspect::Condition]);
        assert!(matches!(found, Found::Same { proved: true }), "{found:?}");
        assert!(compared.acts.iter().all(|(_, act)| act.found.is_empty()));
    }
}

#[test]
fn a_rule_under_another_name_with_the_same_condition_is_one_that_was_renamed() {
    let new =
        amended("cn/rmsv.md", "@prohibition(\"major-event\")", "@prohibition(\"great-event\")");
    let new = followed(new, "9(6)/major-event", "9(6)/great-event");
    let versions = Versions::load(&files(), &new).unwrap();
    let changes = versions.rules();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes.first().unwrap().aspects, [Aspect::Name]);
    assert!(changes.first().unwrap().decides_the_same());
    // Renamed and written otherwise: only a proof can tell that it is the same rule.
    let mut new = new;
    let file = new.iter_mut().find(|file| file.path == "cn/rmsv.md").unwrap();
    let from = "unless { context.mps_consent };";
    file.text = file.text.replacen(from, "when { !(context.mps_consent && true) };", 1);
    let Some(compared) = compared(&new) else { return };
    let (id, turn, aspects, found) = compared.only();
    assert_eq!((id.as_str(), *turn), ("cn-rmsv/9(6)/great-event", Turn::Changed));
    assert!(aspects.contains(&Aspect::Name) && aspects.contains(&Aspect::Condition));
    assert!(matches!(found, Found::Same { proved: true }), "{found:?}");
}

#[test]
fn a_rule_that_is_taken_out_is_a_difference_as_long_as_it_was_in_force() {
    let path = "cn/rmsv.md";
    let text = files().into_iter().find(|file| file.path == path).unwrap().text;
    let at = text.find("@prohibition(\"major-event\")").unwrap();
    let end = at + text.get(at..).unwrap().find("```").unwrap();
    let new = amended(path, text.get(at..end).unwrap(), "");
    let new = followed(new, ", \"cn-rmsv/9(6)/major-event\"", "");
    let Some(compared) = compared(&new) else { return };
    let (id, turn, _, found) = compared.only();
    assert_eq!((id.as_str(), *turn), ("cn-rmsv/9(6)/major-event", Turn::Removed));
    let one = witnesses(found).first().unwrap();
    assert_eq!(kinds(one), [(AnswerKind::Refuse, AnswerKind::Permit)]);
}

#[test]
fn another_day_of_beginning_is_shown_around_both_days() {
    let mark = "@duty(\"early-warning\")";
    let (from, to) = ("@from_date(\"2026-09-11\")", "@from_date(\"2026-10-11\")");
    let new = amended_after("eu/cra.md", mark, from, to);
    let Some(compared) = compared(&new) else { return };
    let (_, _, aspects, found) = compared.only();
    assert_eq!(aspects.as_slice(), [Aspect::Dates]);
    let witnesses = witnesses(found);
    assert_eq!(witnesses.len(), 1);
    let one = witnesses.first().unwrap();
    assert_eq!(one.otherwise, Otherwise::Owed);
    let within: Vec<bool> = one.sides.iter().map(|side| side.within).collect();
    assert_eq!(within.first(), Some(&false), "the second before is told: {within:?}");
    assert_eq!(within.last(), Some(&false), "the first instant after is told: {within:?}");
    let count = |side: &Decided| match side {
        Decided::Duties(all) => all.len(),
        Decided::Answer(_) => panic!("an answer"),
    };
    for side in &one.sides {
        let same = count(&side.old) == count(&side.new);
        assert_eq!(same, !side.within, "{side:#?}");
    }
    // Of another day nothing is different.
    let later = compared_at(&new, "2026-11-24T09:00:00Z", true).unwrap();
    assert!(matches!(later.only().3, Found::Same { .. }));
}

#[test]
fn versions_with_other_facts_are_read_under_the_facts_of_both() {
    let fact = "  @about(\"flow\") @by(\"actor\") @en(\"there is a second look\") @en_not(\"there is no second look\") @zh(\"经过复核\") @zh_not(\"未经复核\")\n  second_look: Bool,\n\n  // The flow.\n";
    let mut new = amended("schema.cedarschema", "  // The flow.\n", fact);
    let file = new.iter_mut().find(|file| file.path == "cn/rmsv.md").unwrap();
    let from = "unless { context.mps_consent };";
    file.text =
        file.text.replacen(from, "unless { context.mps_consent || context.second_look };", 1);
    let versions = Versions::load(&files(), &new).unwrap();
    let places = |book: &Book| -> Vec<String> {
        book.schema().facts().iter().map(|fact| fact.name.to_string()).collect()
    };
    assert_eq!(places(&versions.old), places(&versions.new));
    let own = Book::load(&new).unwrap();
    assert_eq!(versions.new.digest(), own.digest(), "a version keeps the digest of its files");
    assert_eq!(versions.old.rules().len(), own.rules().len());
    let facts: Vec<_> = versions.definitions();
    assert!(facts.iter().any(|one| one.name == "second_look" && one.turn == Turn::Added));
    let Some(compared) = compared(&new) else { return };
    let one = witnesses(&compared.only().3).first().unwrap();
    assert_eq!(kinds(one), [(AnswerKind::Refuse, AnswerKind::Permit)]);
    assert!(one.story.iter().any(|one| one.fact.as_str() == "second_look"));
}

#[test]
fn what_is_assumed_of_a_fact_and_a_calendar_is_never_said_to_matter_nothing() {
    let new = amended("calendars/cn.toml", "form = 1", "form = 1\n");
    let versions = Versions::load(&files(), &new).unwrap();
    assert!(versions.definitions().is_empty(), "a line of space is no other calendar");
    let tlp = "@by(\"actor\") @en(\"the content is marked {}\")";
    let new = amended("schema.cedarschema", tlp, &tlp.replace("actor", "world"));
    let versions = Versions::load(&files(), &new).unwrap();
    let found = versions.definitions();
    assert_eq!(found.len(), 1);
    assert_eq!(
        found.first().map(|one| (one.name.as_str(), one.matters)),
        Some(("tlp", Matters::Open))
    );
}

#[test]
fn another_holiday_is_found_in_a_due_time_that_it_moves() {
    // The Friday after Ascension of 2027 becomes a holiday of Austria.
    let (from, to) = ("\"2027-05-06\", ", "\"2027-05-06\", \"2027-05-07\", ");
    let new = amended_after("calendars/eu.toml", "[AT.on]", from, to);
    let versions = Versions::load(&files(), &new).unwrap();
    let changed = versions.definitions();
    assert_eq!(
        changed.first().map(|one| (one.name.as_str(), one.matters)),
        Some(("eu", Matters::Open))
    );
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let found = runtime.block_on(async {
        let solver = LocalSolver::cvc5_with_args(["--tlimit-per=60000"]).ok()?;
        let at = "2026-11-24T09:00:00Z".parse().unwrap();
        let asking = Asking { adoption: Adoption::default(), at, only: false };
        Some(Comparer::new(&versions, asking, solver).unwrap().calendar("eu"))
    });
    let Some(found) = found else {
        println!("left out: a calendar of two versions of the book, there is no cvc5");
        return;
    };
    assert!(!found.is_empty() && found.iter().all(|one| one.confirmed), "{found:#?}");
}

#[test]
fn a_version_with_a_fault_is_named() {
    let broken = amended("cn/rmsv.md", "context.mps_consent", "context.mps_consents");
    assert!(matches!(Versions::load(&files(), &broken), Err(NoVersions::New(_))));
    assert!(matches!(Versions::load(&broken, &files()), Err(NoVersions::Old(_))));
}

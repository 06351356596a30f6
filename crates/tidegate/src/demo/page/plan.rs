//! How a plan looks: the steps, what is left to a named person, and the orders of steps that the book knows for it.

use tidegate_law::Words;

use super::Page;
use super::paint::Colour;
use crate::say::plan::{AlternativeTold, PlanTold, StandingTold, outcome};

impl Page<'_> {
    pub(super) fn plan(&mut self, told: &PlanTold) {
        self.question(&self.voice.say("demo-ask-plan"));
        for step in &told.steps {
            let cited: Vec<String> =
                step.rules.iter().map(|rule| self.picked(&rule.citation)).collect();
            let colon = self.voice.say("list-colon");
            let cited = cited.join(self.comma());
            let mut text = format!("{cited}{colon}{}", self.picked(&step.words));
            if !step.sure {
                text.push_str(&self.voice.say("plan-if-owed"));
            }
            self.paragraph(5, &format!("{}. ", step.number), &text);
        }
        let (mut headed, mut known) = (false, Vec::<&AlternativeTold>::new());
        for planned in &told.duties {
            let StandingTold::Residual(residual) = &planned.standing else { continue };
            if !headed {
                headed = true;
                self.word(Colour::Magenta, "⇄", &self.voice.say("demo-plan-residual"));
            }
            let citation = self.picked(&planned.duty.rule.citation);
            let sentence = self.picked(&planned.duty.rule.sentence);
            let colon = self.voice.say("list-colon");
            self.paragraph(7, "· ", &format!("{citation}{colon}{sentence}"));
            if known.is_empty() {
                known.extend(&residual.alternatives);
            }
        }
        if known.is_empty() {
            return;
        }
        self.line("");
        self.paragraph(5, "", &self.voice.say("demo-plan-orders"));
        for one in known {
            self.order(one);
        }
    }

    fn order(&mut self, one: &AlternativeTold) {
        let mut text = self.picked(&one.order.words);
        text.push_str(&self.voice.say("list-colon"));
        text.push_str(&self.voice.say(one.stands_id()));
        if !one.under.is_empty() {
            let under: Vec<String> = one.under.iter().map(|one| self.picked(&one.words)).collect();
            let under = under.join(self.and());
            text.push_str(&self.voice.with("plan-under", [("readings", under.into())]));
        }
        self.paragraph(7, "· ", &text);
        for step in &one.steps {
            let words = self.picked(&step.words);
            let outcome = self.voice.say(outcome(step.outcome));
            let wants: Vec<String> = step.wants.iter().map(|one| self.picked(&one.words)).collect();
            let mut text = format!("{words} · {outcome}");
            if !wants.is_empty() {
                text.push_str(&format!(
                    "{}{}",
                    self.voice.say("list-colon"),
                    wants.join(self.and())
                ));
            }
            self.paragraph(9, "- ", &text);
        }
    }

    fn picked(&self, words: &Words) -> String {
        words.in_language(self.voice.language()).to_owned()
    }
}

//! How the last act and the closing lines look.

use tidegate_law::Language;

use super::Page;
use super::paint::Colour;
use crate::demo::proof::Proof;

/// What to try next, by the id of its words.
const NEXT: [(&str, &str); 3] = [
    (
        "demo-next-1",
        "tidegate ask --scene scenes/demo/camera-2026.scene \"camera-maker may publish technical\"",
    ),
    ("demo-next-2", "tidegate law show cn-rmsv \"9(7)\""),
    ("demo-next-3", "tidegate init"),
];

impl Page<'_> {
    /// The last act.
    pub fn proof(&mut self, proof: &Proof) {
        self.act("proof");
        let voice = self.voice;
        let leaf = [("leaf", proof.leaf.into()), ("size", proof.size.into())];
        let received = voice.with("demo-proof-receipt", leaf);
        self.line("");
        self.paragraph(2, "", &voice.say("demo-proof-received"));
        self.paragraph(5, "", &received);
        self.fact(&voice.say("demo-proof-digest"), &proof.digest);
        self.fact(&voice.say("demo-proof-key"), &proof.key);
        self.question(&voice.say("demo-proof-ask-verify"));
        self.word(Colour::Green, "✓", &voice.say("demo-proof-verified"));
        self.paragraph(7, "", &voice.say("demo-proof-verified-why"));

        let (before, after) = (proof.bytes.0.clone(), proof.bytes.1.clone());
        let place =
            [("place", proof.flipped.into()), ("before", before.into()), ("after", after.into())];
        self.question(&voice.with("demo-proof-ask-flipped", place));
        match &proof.refused {
            Some(refused) => {
                self.word(Colour::Red, "✗", &voice.say("demo-proof-not-verified"));
                self.paragraph(7, "", &voice.say("demo-proof-not-verified-why"));
                self.fact(&voice.say("demo-proof-shown"), &refused.shown);
                self.fact(&voice.say("demo-proof-claimed"), &refused.claimed);
            }
            None => self.word(Colour::Yellow, "?", &voice.say("demo-proof-passed")),
        }
        self.question(&voice.say("demo-proof-ask-removed"));
        if proof.findings == 0 {
            self.word(Colour::Yellow, "?", &voice.say("demo-proof-unnoticed"));
            return;
        }
        let count = [("count", proof.findings.into())];
        self.word(Colour::Red, "✗", &voice.with("demo-proof-noticed", count));
        if let (Some(finding), Language::English) = (&proof.finding, voice.language()) {
            self.paragraph(7, "", finding);
        }
        self.paragraph(7, "", &voice.say("demo-proof-noticed-why"));
    }

    /// The last lines: what to try next.
    pub fn closing(&mut self) {
        let voice = self.voice;
        self.line("");
        self.rule(&voice.say("demo-next"), '─');
        for (id, command) in NEXT {
            let why = self.told(id);
            let command = self.paint(Colour::Bold, command);
            self.line(&format!("  {command}"));
            self.paragraph(6, "", &why);
        }
        self.line("");
        self.paragraph(2, "", &voice.say("demo-closing"));
        self.line("");
    }
}

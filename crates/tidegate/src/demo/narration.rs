//! Which texts of the narration there are. Scenes name them by act and key, so their ids are put together; this list
//! holds that each is there, and that none is left over.

use crate::words::Voice;

/// The ids of every text that is looked up by act and key.
const IDS: &[&str] = &[
    "demo-name-engineer",
    "demo-name-employer",
    "demo-name-apache",
    "demo-name-institution",
    "demo-name-broker",
    "demo-name-finder",
    "demo-name-maker",
    "demo-name-camera-maker",
    "demo-log4shell-title",
    "demo-log4shell-opening",
    "demo-log4shell-event-e-mail",
    "demo-log4shell-ask-apache",
    "demo-log4shell-note-apache",
    "demo-log4shell-ask-miit",
    "demo-log4shell-ask-foreign-authority",
    "demo-log4shell-ask-blog",
    "demo-log4shell-ask-sale",
    "demo-log4shell-house",
    "demo-log4shell-event-leak",
    "demo-log4shell-ask-leak-blog",
    "demo-log4shell-note-leak-blog",
    "demo-log4shell-ask-leak-foreign-authority",
    "demo-log4shell-note-leak-foreign-authority",
    "demo-log4shell-event-miit-learns",
    "demo-log4shell-event-patch",
    "demo-log4shell-ask-patch-blog",
    "demo-log4shell-event-notice",
    "demo-log4shell-event-suspension",
    "demo-log4shell-event-verdict",
    "demo-hikvision-title",
    "demo-hikvision-opening",
    "demo-hikvision-event-report",
    "demo-hikvision-ask-before-blog",
    "demo-hikvision-note-before-blog",
    "demo-hikvision-event-in-force",
    "demo-hikvision-ask-in-force-blog",
    "demo-hikvision-note-in-force-blog",
    "demo-hikvision-event-advisory",
    "demo-hikvision-ask-own-advisory",
    "demo-hikvision-note-own-advisory",
    "demo-hikvision-event-firmware",
    "demo-hikvision-ask-after-blog",
    "demo-camera-title",
    "demo-camera-opening",
    "demo-camera-event-learned",
    "demo-camera-event-exploited",
    "demo-camera-ask-early-warning",
    "demo-camera-note-early-warning",
    "demo-camera-ask-filing",
    "demo-camera-event-filed",
    "demo-camera-note-knows",
    "demo-proof-title",
    "demo-proof-opening",
    "demo-next-1",
    "demo-next-2",
    "demo-next-3",
];

/// A text of the narration, if there is one of this id.
pub(super) fn text(voice: &Voice, id: &str) -> Option<String> {
    IDS.iter().find(|known| **known == id).map(|known| voice.say(known))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tidegate_law::Language;

    use super::super::{SCENES, cue, cue::Cue};
    use super::*;

    /// The ids that the scenes ask for, and those that they may have.
    fn asked() -> (BTreeSet<String>, BTreeSet<String>) {
        let (mut must, mut may) = (BTreeSet::new(), BTreeSet::new());
        for (act, scene) in SCENES {
            for (_, cue) in cue::cues(scene).unwrap() {
                match cue {
                    Cue::Act => {
                        must.extend(["title", "opening"].map(|part| format!("demo-{act}-{part}")))
                    }
                    Cue::Event(key, _) => must.extend([format!("demo-{act}-event-{key}")]),
                    Cue::Ask(key) => {
                        must.insert(format!("demo-{act}-ask-{key}"));
                        may.insert(format!("demo-{act}-note-{key}"));
                    }
                    Cue::Knows => may.extend([format!("demo-{act}-note-knows")]),
                    Cue::Press => must.extend([format!("demo-{act}-house")]),
                    Cue::Duties(who, _) => must.extend([format!("demo-name-{who}")]),
                    Cue::Day(_) | Cue::Plan => {}
                }
            }
        }
        (must, may)
    }

    #[test]
    fn every_cue_has_its_words_and_no_words_are_left_over() {
        let voice = Voice::of(Language::English);
        let (must, may) = asked();
        let missing: Vec<&String> = must.iter().filter(|id| text(&voice, id).is_none()).collect();
        assert_eq!(missing, Vec::<&String>::new());
        let told = |id: &str| {
            must.contains(id)
                || may.contains(id)
                || ["demo-name-", "demo-next-", "demo-proof-"]
                    .iter()
                    .any(|part| id.starts_with(part))
        };
        let over: Vec<&&str> = IDS.iter().filter(|id| !told(id)).collect();
        assert_eq!(over, Vec::<&&str>::new());
    }
}

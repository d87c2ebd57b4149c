//! `store`: which copy this is, and the deed that makes it the shop.

use counterbell_core::copies;
use counterbell_core::cut_off;
use counterbell_core::engine::Engine;
use counterbell_core::error::Problem;
use counterbell_core::wire::stores::CopyView;
use serde_json::json;

use crate::answer::{Answer, grouped};
use crate::args::StoreDeed;

pub(super) fn run(engine: &Engine, what: &StoreDeed) -> Result<Answer, Problem> {
    if let StoreDeed::Confirm { closed } = what {
        for address in closed {
            copies::give_up_inbox(engine, address)?;
        }
        copies::confirm(engine)?;
    }
    let copy = copies::view(engine)?;
    let cut_off = cut_off::look(engine)?;
    let text = copy.as_ref().map_or_else(|| "This store is your shop. It may send.".into(), told);
    Ok(Answer::new(json!({ "locked": copy.is_some(), "copy": copy, "cut_off": cut_off }), text))
}

fn told(copy: &CopyView) -> String {
    let unread = copy.senders.iter().filter(|sender| !sender.read).count();
    let next = match unread {
        0 => "Every inbox has been read. If this copy is to be your shop: store confirm.".into(),
        some => format!(
            "{some} inboxes have not been read since. Next: pull, then store confirm. \
             Where an account is closed for good: store confirm --closed NUMBER."
        ),
    };
    format!(
        "This is {}, so nothing is sent from it.\n\
         {} campaigns and {} queued texts were ended; {} suppressions were taken over.\n{next}",
        what_it_is(&copy.because),
        grouped(copy.campaigns),
        grouped(copy.texts),
        grouped(copy.stops),
    )
}

fn what_it_is(because: &str) -> &'static str {
    match because {
        "backup" => "a restored backup",
        "older" => "an older copy of a store that has gone on since",
        "replaced" => "a copy in whose place another one was confirmed",
        _ => "a store that this computer, or this user of it, has never had open",
    }
}

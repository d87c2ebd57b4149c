//! One file for each command: arguments in, one call of the core, an answer out.

mod backup;
mod campaign;
mod caps;
mod classify;
mod cleanup;
mod contacts;
mod doubts;
mod evidence;
mod gateway;
mod hours;
mod import;
mod imports;
mod inbox;
mod init;
mod ledger;
mod lines;
mod opt_in;
mod parts;
mod pull;
mod reach;
mod rehearse;
mod rules;
mod send;
mod shop;
mod store;
mod suppress;
mod texts;
mod wordings;

use counterbell_core::error::Problem;

use crate::answer::Answer;
use crate::args::{Args, Command};
use crate::open::engine;

/// Carries out what was asked.
pub(crate) fn run(args: &Args) -> Result<Answer, Problem> {
    match &args.command {
        Command::Init(what) => init::run(args, what),
        Command::Import(what) => import::run(&engine(args)?, what, args.json),
        Command::Imports(what) => imports::run(&engine(args)?, what),
        Command::Contacts(what) => contacts::run(&engine(args)?, what),
        Command::Cleanup(what) => cleanup::run(&engine(args)?, what),
        Command::Reach(what) => reach::run(&engine(args)?, what),
        Command::Campaign(what) => campaign::run(&engine(args)?, what),
        Command::Send(what) => send::run(&engine(args)?, what.until_done),
        Command::Doubts(what) => doubts::run(&engine(args)?, what),
        Command::Pull => pull::run(&engine(args)?),
        Command::Inbox(what) => inbox::run(&engine(args)?, what),
        Command::OptIn(what) => opt_in::run(&engine(args)?, what),
        Command::Texts(what) => texts::run(&engine(args)?, what),
        Command::Ledger(what) => ledger::run(&engine(args)?, what),
        Command::Evidence(what) => evidence::run(&engine(args)?, what),
        Command::Suppress { number } => suppress::run(&engine(args)?, number),
        Command::Gateway(what) => gateway::run(&engine(args)?, what),
        Command::Wordings(what) => wordings::run(&engine(args)?, what),
        Command::Rules(what) => Ok(rules::run(args, what)),
        Command::Caps(what) => caps::run(&engine(args)?, what),
        Command::Shop(what) => shop::run(&engine(args)?, what),
        Command::Store(what) => store::run(&engine(args)?, what),
        Command::Backup(what) => backup::run(args, what),
        Command::Rehearse => rehearse::run(),
        Command::Classify => classify::run(),
        Command::Parts => parts::run(),
        Command::Hours(what) => hours::run(args, what),
    }
}

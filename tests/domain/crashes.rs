//! Every crash point of the send protocol, before every behaviour of a provider, over every gap until the restart.
//!
//! The program dies before or after its N-th commit, N = 0, 1, 2 ... until a run ends without dying. Time is
//! turned, so the whole matrix takes seconds. Beside it stand three programs that protect themselves less:
//! each of them must double texts, or this test could not see a doubled text.

use std::time::Duration;

use counterbell_core::clock::Timestamp;
use counterbell_core::gateways::{Action, Attempt, Gateway, GatewayFault, Refusal};
use counterbell_core::ids::CampaignId;
use counterbell_core::sending::{Step, Worker};
use counterbell_core::store::StoreError;
use counterbell_core::testing::{ALICE, BOB, TestShop, Turn, monday_noon};

/// How late the late provider is: less than it is given to settle.
const LATE: Duration = Duration::from_secs(240);
/// Longer than the provider is given to settle.
const SETTLED: Duration = Duration::from_secs(11 * 60);
/// At once, within the settling time, after it, and long after it.
const GAPS: [Duration; 4] = [Duration::ZERO, Duration::from_secs(60), SETTLED, Duration::from_secs(3 * 3600)];

/// What the provider does with the text: it never came, was refused, was taken, was taken late; and what is answered.
fn behaviours() -> Vec<Turn> {
    let refusal = |code: &str, action| Turn::Answer(Attempt::Rejected(Refusal { code: code.into(), action }));
    let not_sent = |fault, seconds: Option<u64>| {
        Turn::Answer(Attempt::NotSent { fault, retry_after: seconds.map(Duration::from_secs) })
    };
    vec![
        Turn::Accept,
        Turn::AcceptAndLoseTheAnswer,
        Turn::AcceptLate(LATE),
        Turn::LoseTheRequest,
        Turn::Answer(Attempt::Unknown { seen: "html" }),
        refusal("30007", Action::DropMessage),
        refusal("21211", Action::InvalidNumber),
        not_sent(GatewayFault::Unreachable, None),
        not_sent(GatewayFault::TooFast, Some(90)),
    ]
}

/// How the program treats what it finds after a crash.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Program {
    /// Counterbell.
    Real,
    /// Sends first and marks after: a text that was on its way looks as if it never left.
    SendThenMark,
    /// Puts back whatever it does not know the end of.
    BlindRequeue,
    /// Asks the provider at once, and sends again what is not there yet.
    SettleTimeZero,
}

/// How one history ended.
#[derive(Debug)]
struct End {
    texts: usize,
    state: String,
    died: bool,
}

struct Matrix {
    shop: TestShop,
    campaign: CampaignId,
}

impl Matrix {
    /// A shop whose campaign holds Bob's text only, and he has it.
    fn new() -> Self {
        let shop = TestShop::new().with_contacts([BOB]);
        let campaign = shop.approved();
        shop.contact(ALICE, Some(counterbell_core::consent::Scope::Promotional));
        shop.send();
        Self { shop, campaign }
    }

    /// Alice's text, queued; the clock back at noon.
    fn lay_out(&self) {
        self.shop.clock.set(monday_noon());
        let sql = "DELETE FROM message WHERE recipient = '+12125550101';
            UPDATE sender SET last_claim_at = 0, synced_through = 0, halted = '';
            UPDATE campaign_pace SET slot_at = 0;
            UPDATE sender_pace SET held_until = 0;
            UPDATE standing SET last_texted_at = 0, line = 1;
            UPDATE campaign SET state = 'running', pause_reason = '', finished_at = NULL;
            INSERT INTO message (kind, campaign_id, number_id, sender_id, scope, recipient, body, parts,
                price_micros, hours_id, state, due_at, deadline)
              SELECT kind, campaign_id, (SELECT number_id FROM contact WHERE number = '+12125550101'), sender_id,
                scope, '+12125550101', body, parts, price_micros, hours_id, 'queued', due_at, deadline
              FROM message WHERE recipient <> '+12125550101' LIMIT 1";
        self.write(sql);
    }

    fn write(&self, sql: &str) {
        self.shop.engine.store().write(|tx| Ok::<_, StoreError>(tx.execute_batch(sql)?)).unwrap();
    }

    /// One history: dies at a commit, is started again after a gap, and goes on until the provider has settled.
    fn play(&self, program: Program, turn: &Turn, commit: u32, after_it: bool, gap: Duration) -> End {
        self.lay_out();
        self.shop.gateway.forget(ALICE);
        self.shop.gateway.script([turn.clone()]);
        self.shop.engine.store().die_at_commit(commit, after_it);
        self.run_until_dead();
        self.shop.later(gap);
        let died = self.shop.engine.store().restart(self.shop.engine.now()).unwrap();
        self.weaken(program);
        for _ in 0..3 {
            self.shop.send();
            self.weaken(program);
            self.shop.later(SETTLED);
        }
        End { texts: self.shop.gateway.texts_to(ALICE), state: self.state(), died }
    }

    /// The first life of the program, until it dies or has sent and then asked for its doubt.
    fn run_until_dead(&self) {
        let life = || -> Result<(), StoreError> {
            for _ in 0..2 {
                let mut worker = Worker::start(&self.shop.engine, self.shop.sender)?;
                let until = self.shop.engine.now() + chrono::TimeDelta::minutes(5);
                loop {
                    match worker.step() {
                        Ok(Step::Tried | Step::Sorted) => {}
                        Ok(Step::Wait(at, _)) if at < until => self.turn_to(at),
                        Ok(Step::Wait(..) | Step::Idle) => break,
                        // The dead write nothing down.
                        Err(fault) => {
                            std::mem::forget(worker);
                            return Err(fault);
                        }
                    }
                }
                self.shop.later(SETTLED);
            }
            Ok(())
        };
        let _ = life();
    }

    fn turn_to(&self, at: Timestamp) {
        self.shop.clock.set(at.max(self.shop.engine.now() + Duration::from_millis(1)));
    }

    /// What a program with less protection does when it starts again.
    fn weaken(&self, program: Program) {
        let again = "UPDATE message SET state = 'queued', claimed_at = NULL, final_at = NULL, due_at = 0
            WHERE recipient = '+12125550101' AND state IN";
        match program {
            Program::Real => {}
            Program::SendThenMark => self.write(&format!("{again} ('sending')")),
            Program::BlindRequeue => self.write(&format!("{again} ('sending', 'in_doubt')")),
            Program::SettleTimeZero => {
                let since = monday_noon() - chrono::TimeDelta::hours(1);
                let found = self.shop.gateway.find_sent("", ALICE, since).unwrap();
                if found.is_empty() {
                    self.write(&format!("{again} ('sending', 'in_doubt')"));
                }
            }
        }
        if program != Program::Real {
            self.write("UPDATE campaign SET state = 'running'; UPDATE standing SET last_texted_at = 0");
        }
    }

    fn state(&self) -> String {
        let read = "SELECT state FROM message WHERE recipient = '+12125550101'";
        self.shop
            .engine
            .store()
            .read(|c| Ok::<_, StoreError>(c.query_row(read, [], |row| row.get(0))?))
            .unwrap()
    }

    /// Every combination; answers how many there were and how many texts were doubled.
    fn all(&self, program: Program, mut check: impl FnMut(&str, &End)) -> (u32, u32) {
        let (mut histories, mut doubled) = (0, 0);
        for turn in behaviours() {
            for gap in GAPS {
                for after_it in [false, true] {
                    for commit in 0.. {
                        let end = self.play(program, &turn, commit, after_it, gap);
                        histories += 1;
                        doubled += u32::from(end.texts > 1);
                        check(&format!("{turn:?}, {gap:?}, commit {commit}, after {after_it}"), &end);
                        // One doubled text is enough to show that it would be seen.
                        if program != Program::Real && doubled > 0 {
                            return (histories, doubled);
                        }
                        if !end.died {
                            break;
                        }
                    }
                }
            }
        }
        (histories, doubled)
    }
}

#[test]
fn whenever_the_program_dies_nobody_gets_two_texts_and_every_text_ends_in_a_state_that_is_true() {
    let matrix = Matrix::new();
    let (histories, doubled) = matrix.all(Program::Real, |what, end| {
        let explained = match end.state.as_str() {
            "accepted" => end.texts == 1,
            // Only what the provider has no record of stays in doubt.
            "in_doubt" | "rejected" => end.texts == 0,
            _ => false,
        };
        assert!(explained, "{what}: {end:?}");
        let sum: u32 = matrix.shop.report(matrix.campaign).by_state.iter().map(|one| one.count).sum();
        assert_eq!(sum, 2, "{what}: the report sums");
    });
    assert_eq!(doubled, 0);
    assert!(histories >= 500, "the matrix has shrunk: {histories}");
}

#[test]
fn programs_that_protect_themselves_less_double_texts() {
    for program in [Program::SendThenMark, Program::BlindRequeue, Program::SettleTimeZero] {
        let (_, doubled) = Matrix::new().all(program, |_, _| {});
        assert!(doubled > 0, "this test must be able to see a doubled text");
    }
}

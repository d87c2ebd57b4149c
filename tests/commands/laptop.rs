//! What a journey of the laptop must not change.

use std::process::Stdio;

use serde_json::Value;

use crate::terminal::{Terminal, said};

fn in_zone(terminal: &Terminal, zone: &str, args: &[&str]) -> Value {
    let mut command = terminal.command(&[&["--json"], args].concat());
    said(command.env("TZ", zone).stdin(Stdio::null()).output().unwrap()).json()
}

#[test]
fn a_time_zone_changed_while_travelling_moves_nobodys_hours() {
    let terminal = Terminal::with_shop();
    let ask = ["hours", "+12125550101", "--at", "2026-03-03T13:30:00Z"];
    let at_home = in_zone(&terminal, "America/New_York", &ask);
    for zone in ["Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"] {
        assert_eq!(in_zone(&terminal, zone, &ask), at_home, "{zone}");
    }
    assert_eq!(at_home["allowed"], false, "half past eight in New York is before the shop's nine o'clock");
}

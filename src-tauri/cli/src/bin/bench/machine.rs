//! The machine on which it was measured.

/// Processor, cores and memory, as far as the system tells.
pub(crate) fn named() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = line("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.into());
    let memory = line("/proc/meminfo", "MemTotal").and_then(|text| kilobytes(&text));
    let memory = memory.map(|kb| format!(", {:.0} GB of memory", kb / 1_048_576.0)).unwrap_or_default();
    format!("Measured on {model}, {cores} cores{memory}, {}; release build.", std::env::consts::OS)
}

/// The most memory this process has held, in MB; nothing where the system does not tell.
pub(crate) fn peak_megabytes() -> Option<f64> {
    line("/proc/self/status", "VmHWM").and_then(|text| kilobytes(&text)).map(|kb| kb / 1024.0)
}

/// Seconds of processor that this process and its threads have used; 0 where the system does not tell. Unlike the
/// clock it does not count the neighbours.
pub(crate) fn busy_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = told.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = after_name.split(' ').skip(11).take(2).filter_map(|text| text.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// Says how much processor something took since `before`.
pub(crate) fn say_busy(what: &str, before: f64) {
    eprintln!("  {what}: {:.2} s of processor", busy_seconds() - before);
}

fn kilobytes(text: &str) -> Option<f64> {
    text.split_whitespace().next()?.parse().ok()
}

fn line(file: &str, key: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let found = text.lines().find(|line| line.starts_with(key))?;
    Some(found.split_once(':')?.1.trim().to_owned())
}

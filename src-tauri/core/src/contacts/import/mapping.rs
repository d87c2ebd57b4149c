//! Which column means what: by its name, checked against its values.
//!
//! Owns the guess and how sure it is. Names and their meanings stand in
//! `headers.csv`. Invariants: consent to e-mail is never taken for consent to
//! texts; what the owner chose overrides every guess.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fault::ImportError;
use super::field::Field;
use super::tool::Tool;
use super::values::{self, DayOrder, Said};
use crate::contacts::phone::{self, PhoneFault};

/// How sure a column's meaning is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// By a known name, and the values agree.
    Sure,
    /// By part of the name, or by the values alone.
    Guessed,
    /// Several columns could be it, or the values do not agree.
    Ambiguous,
    /// The owner said so.
    Chosen,
    /// The owner said so of an earlier file with the same header.
    Remembered,
    /// Not used.
    Ignored,
}

impl Certainty {
    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Guessed => "guessed",
            Self::Ambiguous => "ambiguous",
            Self::Chosen => "chosen",
            Self::Remembered => "remembered",
            Self::Ignored => "ignored",
        }
    }
}

/// A column as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub name: String,
    /// Its meaning.
    pub field: Field,
    /// How sure that is.
    pub certainty: Certainty,
    /// Where it is ambiguous: the fields it may be, the likeliest first. Empty otherwise.
    pub candidates: Vec<Field>,
    /// Up to three values.
    pub samples: Vec<String>,
    pub(super) rank: u16,
}

impl Column {
    /// Makes this a question to the owner. Until it is answered the column counts as `field`.
    fn ask(&mut self, candidates: &[Field]) {
        self.certainty = Certainty::Ambiguous;
        self.candidates = candidates.to_vec();
    }
}

/// All columns as understood.
#[derive(Debug, Clone)]
pub(super) struct Mapping {
    pub(super) tool: Tool,
    pub(super) columns: Vec<Column>,
}

/// `(tool, plain header)` to field and rank.
static KNOWN: LazyLock<HashMap<(Tool, String), (Field, u16)>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("headers.csv").as_bytes());
    let entry = |row: csv::StringRecord| {
        let field = Field::of(row.get(2)?)?;
        Some(((Tool::of(row.get(0)?)?, plain(row.get(1)?)), (field, row.get(3)?.parse().ok()?)))
    };
    reader.records().filter_map(Result::ok).filter_map(entry).collect()
});

impl Mapping {
    /// Guesses from names and the first rows, recalls what was `remembered` and obeys what is `chosen`
    /// (both column name and field id).
    pub(super) fn of(
        names: &[String],
        first_rows: &[csv::StringRecord],
        country: &str,
        remembered: &[(String, String)],
        chosen: &[(String, String)],
    ) -> Result<Self, ImportError> {
        let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let tool = Tool::by_header(&plain_names);
        let columns = names.iter().zip(&plain_names).enumerate().map(|(at, (name, plain))| {
            let values: Vec<&str> = first_rows.iter().filter_map(|row| filled(row.get(at)?)).collect();
            let samples = values.iter().take(3).map(|value| shortened(value)).collect();
            let name = name.clone();
            let (field, certainty, rank) = (Field::Ignore, Certainty::Ignored, 0);
            let mut column = Column { name, field, certainty, candidates: Vec::new(), samples, rank };
            give_meaning(&mut column, tool, plain, &values, country);
            column
        });
        let mut mapping = Self { tool, columns: columns.collect() };
        mapping.guess_phone_by_values(first_rows, country);
        mapping.guess_unnamed(first_rows);
        mapping.mark_rivals(Field::Phone);
        mapping.mark_rivals(Field::SmsConsent);
        mapping.recall(remembered);
        mapping.obey(chosen)?;
        mapping.require_phone()?;
        Ok(mapping)
    }

    /// The columns of a field, best first.
    pub(super) fn at(&self, field: Field) -> Vec<usize> {
        let mut columns: Vec<(u16, usize)> = (self.columns.iter().enumerate())
            .filter(|(_, column)| column.field == field)
            .map(|(at, column)| (column.rank, at))
            .collect();
        columns.sort_unstable();
        let most = if field.takes_several() { columns.len() } else { 1 };
        columns.into_iter().take(most).map(|(_, at)| at).collect()
    }

    fn guess_phone_by_values(&mut self, rows: &[csv::StringRecord], country: &str) {
        if self.columns.iter().any(|column| column.field == Field::Phone) {
            return;
        }
        for (at, column) in self.columns.iter_mut().enumerate().filter(|(_, c)| c.field == Field::Ignore) {
            let values: Vec<&str> = rows.iter().filter_map(|row| filled(row.get(at)?)).collect();
            let numbers = values.iter().filter(|value| is_phone(value, country)).count();
            if numbers > 0 && numbers * 10 >= values.len() * 6 {
                column.candidates.clear();
                (column.field, column.certainty, column.rank) = (Field::Phone, Certainty::Guessed, 50);
            }
        }
    }

    /// In a file without a header, names and addresses are told by their looks.
    fn guess_unnamed(&mut self, rows: &[csv::StringRecord]) {
        if !self.columns.iter().all(|column| column.name.starts_with("Column ")) {
            return;
        }
        let looks: [(Field, Looks); 2] =
            [(Field::Email, looks_like_email), (Field::FullName, looks_like_name)];
        for (field, looks) in looks {
            let guess = self.columns.iter().enumerate().position(|(at, column)| {
                let mut values = rows.iter().filter_map(|row| filled(row.get(at)?)).peekable();
                column.field == Field::Ignore && values.peek().is_some() && values.all(looks)
            });
            if let Some(column) = guess.and_then(|at| self.columns.get_mut(at)) {
                (column.field, column.certainty, column.rank) = (field, Certainty::Guessed, 50);
            }
        }
    }

    /// Whether what this field says may not be what the owner means.
    pub(super) fn is_unsure(&self, field: Field) -> bool {
        self.columns.iter().any(|c| c.field == field && c.certainty == Certainty::Ambiguous)
    }

    /// Two equally good columns: which number people agreed to be texted at, or which column says so, only the
    /// owner knows.
    fn mark_rivals(&mut self, field: Field) {
        let best = self.columns.iter().filter(|column| column.field == field).map(|column| column.rank).min();
        let is_best = |column: &Column| column.field == field && Some(column.rank) == best;
        if self.columns.iter().filter(|column| is_best(column)).count() < 2 {
            return;
        }
        self.columns
            .iter_mut()
            .filter(|column| is_best(column))
            .for_each(|column| column.ask(&[field, Field::Ignore]));
    }

    /// A field or column that is gone since is no reason to stop.
    fn recall(&mut self, remembered: &[(String, String)]) {
        for (name, id) in remembered {
            let column = self.columns.iter_mut().find(|column| &column.name == name);
            if let (Some(column), Some(field)) = (column, Field::of(id)) {
                (column.field, column.rank, column.certainty) = (field, 0, Certainty::Remembered);
                column.candidates.clear();
            }
        }
    }

    fn obey(&mut self, chosen: &[(String, String)]) -> Result<(), ImportError> {
        for (name, id) in chosen {
            let field = Field::of(id).ok_or_else(|| ImportError::UnknownField(id.clone()))?;
            let column = self.columns.iter_mut().find(|column| &column.name == name);
            let column = column.ok_or_else(|| ImportError::UnknownColumn(name.clone()))?;
            (column.field, column.rank) = (field, 0);
            column.candidates.clear();
            column.certainty = if field == Field::Ignore { Certainty::Ignored } else { Certainty::Chosen };
        }
        Ok(())
    }

    fn require_phone(&self) -> Result<(), ImportError> {
        if self.columns.iter().any(|column| column.field == Field::Phone) {
            return Ok(());
        }
        let mut columns =
            self.columns.iter().take(40).map(|c| shortened(&c.name)).collect::<Vec<_>>().join(", ");
        if self.columns.len() > 40 {
            columns.push_str(", ...");
        }
        Err(ImportError::NoPhoneColumn { columns })
    }
}

/// Names that say too little: what they may mean, and what they count as until the owner has said.
const VAGUE: [(&[&str], Field, &[Field]); 5] = [
    (
        &[
            "status",
            "subscriber status",
            "subscription status",
            "subscribed",
            "opt in",
            "optin",
            "opted in",
            "consent",
            "marketing consent",
            "marketing opt in",
        ],
        // It can only take consent away: see `consent::Cells::said_is_unsure`.
        Field::SmsConsent,
        &[Field::SmsConsent, Field::Ignore],
    ),
    (
        &[
            "date",
            "created",
            "created at",
            "date added",
            "signed up",
            "sign up date",
            "signup date",
            "join date",
        ],
        Field::Ignore,
        &[Field::SignupDate, Field::ConsentDate, Field::LastOrderAt, Field::Ignore],
    ),
    (&["number", "no", "contact no"], Field::Phone, &[Field::Phone, Field::Ignore]),
    (&["total", "amount", "value"], Field::Ignore, &[Field::Spent, Field::OrderTotal, Field::Ignore]),
    (&["source", "signup source"], Field::Ignore, &[Field::ConsentSource, Field::Tags, Field::Ignore]),
];

fn give_meaning(column: &mut Column, tool: Tool, plain: &str, values: &[&str], country: &str) {
    let by_name = [tool, Tool::Any].iter().find_map(|tool| KNOWN.get(&(*tool, plain.to_owned())));
    match by_name {
        Some(&(Field::Ignore, _)) => {}
        Some(&(field, rank)) => {
            (column.field, column.certainty, column.rank) = (field, Certainty::Sure, rank);
            if !believable(field, values, country) {
                column.rank += 100;
                column.ask(&[field, Field::Ignore]);
            }
        }
        None if sounds_like_phone(plain) && believable(Field::Phone, values, country) => {
            (column.field, column.certainty, column.rank) = (Field::Phone, Certainty::Guessed, 40);
        }
        None => ask_if_vague(column, plain, values, country),
    }
}

/// A question is worth the owner's time only where the values could be what is asked for.
fn ask_if_vague(column: &mut Column, plain: &str, values: &[&str], country: &str) {
    let Some((_, field, candidates)) = VAGUE.iter().find(|(names, ..)| names.contains(&plain)) else {
        return;
    };
    let possible: Vec<Field> =
        candidates.iter().copied().filter(|may| mostly(*may, values, country)).collect();
    if values.is_empty() || possible.iter().all(|field| *field == Field::Ignore) {
        return;
    }
    (column.field, column.rank) = (*field, 60);
    column.ask(&possible);
}

/// Whether at least one value is what the name promises.
fn believable(field: Field, values: &[&str], country: &str) -> bool {
    values.is_empty() || values.iter().any(|value| fits(field, value, country))
}

fn mostly(field: Field, values: &[&str], country: &str) -> bool {
    values.iter().filter(|value| fits(field, value, country)).count() * 10 >= values.len() * 6
}

fn fits(field: Field, value: &str, country: &str) -> bool {
    let digit = |value: &str| value.contains(|c: char| c.is_ascii_digit());
    match field {
        Field::Phone => is_phone(value, country),
        Field::Email => value.contains('@'),
        Field::Orders | Field::Spent | Field::OrderTotal => digit(value),
        Field::FirstName | Field::LastName | Field::FullName => {
            !value.contains('@') && (!digit(value) || value.contains(char::is_alphabetic))
        }
        Field::SmsConsent => values::said(value) != Said::Unclear,
        Field::ConsentDate | Field::SignupDate | Field::LastOrderAt | Field::OrderDate => {
            [DayOrder::DayFirst, DayOrder::MonthFirst]
                .iter()
                .any(|order| values::moment(value, *order).is_some())
                || values::says_never(value)
        }
        _ => true,
    }
}

fn sounds_like_phone(plain: &str) -> bool {
    let word = |w: &str| plain.split(' ').any(|part| part == w);
    let named = word("phone") || word("mobile") || word("cell") || word("telephone") || word("cellphone");
    named
        && !["consent", "label", "type", "marketing", "fax", "extension", "country", "date"]
            .iter()
            .any(|w| word(w))
}

/// What values of a kind look like.
type Looks = fn(&str) -> bool;

fn looks_like_email(value: &str) -> bool {
    value.contains('@')
}

fn looks_like_name(value: &str) -> bool {
    value.chars().any(char::is_alphabetic) && !value.chars().any(|c| c.is_ascii_digit() || c == '@')
}

/// A number, or what a spreadsheet left of one.
fn is_phone(value: &str, country: &str) -> bool {
    !matches!(phone::normalise(value, country), Err(PhoneFault::Invalid | PhoneFault::Empty))
}

fn filled(cell: &str) -> Option<&str> {
    Some(cell.trim()).filter(|cell| !cell.is_empty())
}

fn shortened(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// A header's letters and digits in lower case, in words.
pub(super) fn plain(header: &str) -> String {
    let lower = header.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

//! The results as requests to the state system (XSD 16.3.0.0, `hcs-house-management-types.xsd`): placed as
//! those of a vote held outside it (`importVotingProtocolRequest/VotingResultsImport`), or, for a vote in
//! another system such as this, as `importExternalVotingProtocolRequest/PublishResults`.
//!
//! The identifier of the vote is the state system's: until it has given one, [`UNKNOWN`] stands in its
//! place. Files are attached by identifiers of its file store, which only its client can have.

use chrono::NaiveDate;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use uuid::Uuid;

use super::Material;

const SPACES: [(&str, &str); 2] = [
    ("xmlns", "http://dom.gosuslugi.ru/schema/integration/house-management/"),
    ("xmlns:base", "http://dom.gosuslugi.ru/schema/integration/base/"),
];
/// Stands where the state system's identifier of the vote belongs.
pub const UNKNOWN: &str = "00000000-0000-0000-0000-000000000000";

/// Which request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Results of a vote outside the state system.
    Results,
    /// Results of a vote in another system.
    External,
}

impl Request {
    /// Its element, the version the schema fixes for it, and the element of the results.
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Results => ("importVotingProtocolRequest", "15.10.0.1", "VotingResultsImport"),
            Self::External => ("importExternalVotingProtocolRequest", "16.3.0.0", "PublishResults"),
        }
    }
}

/// The request.
pub fn body(material: &Material, request: Request) -> String {
    let (root, version, results) = request.names();
    let mut xml = Xml(Writer::new_with_indent(Vec::new(), b' ', 2));
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let attributes = SPACES.into_iter().chain([("base:version", version)]);
    xml.event(Event::Start(BytesStart::new(root).with_attributes(attributes)));
    xml.text("base:TransportGUID", &Uuid::new_v4().to_string());
    xml.text("VotingGUID", UNKNOWN);
    xml.within(results, |xml| {
        if request == Request::External {
            xml.text("ProtocolNum", &material.row.uin);
        }
        self::results(xml, material);
    });
    xml.event(Event::End(BytesEnd::new(root)));
    String::from_utf8(xml.0.into_inner()).unwrap_or_default()
}

fn results(xml: &mut Xml, material: &Material) {
    let view = &material.view;
    xml.text("ProtocolDate", &day(material).to_string());
    xml.text("MeetingEligibility", if view.outcome.quorum { "C" } else { "N" });
    xml.text("AllOwnersVotesSum", &domain::meetings::Votes::whole(view.total).decimal());
    for (question, result) in view.agenda.iter().zip(&view.outcome.questions) {
        xml.within("DecisionList", |xml| {
            xml.text("QuestionNumber", &question.number.to_string());
            xml.text("Agree", &result.for_.decimal());
            xml.text("Against", &result.against.decimal());
            xml.text("Abstent", &result.abstain.decimal());
            xml.text("VotingResume", if result.adopted { "M" } else { "N" });
        });
    }
}

/// The day of the protocol by the clock of the house.
fn day(material: &Material) -> NaiveDate {
    let zone: chrono_tz::Tz = material.view.row.time_zone.parse().unwrap_or(chrono_tz::Europe::Moscow);
    material.closed.with_timezone(&zone).date_naive()
}

/// A writer into memory, which cannot fail.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn event(&mut self, event: Event<'_>) {
        if let Err(error) = self.0.write_event(event) {
            tracing::error!(%error, "a protocol could not be written");
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        self.event(Event::Start(BytesStart::new(name)));
        self.event(Event::Text(BytesText::new(text)));
        self.event(Event::End(BytesEnd::new(name)));
    }

    fn within(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.event(Event::Start(BytesStart::new(name)));
        write(self);
        self.event(Event::End(BytesEnd::new(name)));
    }
}

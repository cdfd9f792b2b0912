//! What a decision still needs, and what it costs for a flat.

use proptest::prelude::*;

use super::super::{Count, Rule, Votes, cost_for};
use super::count;
use crate::kernel::{Area, Kopecks, Share};

#[test]
fn what_is_needed_of_five_thousand() {
    let table: [(Rule, &str, &str, &str); 9] = [
        (Rule::SimpleOfParticipants, "0", "0", "2500.01"),
        (Rule::SimpleOfParticipants, "2600", "1300", "0.01"),
        (Rule::SimpleOfParticipants, "2600", "1300.01", "0"),
        (Rule::AbsoluteOfAll, "4900", "2500", "0.01"),
        (Rule::AbsoluteOfAll, "0", "0", "2500.01"),
        (Rule::TwoThirdsOfAll, "0", "0", "3333.34"),
        (Rule::TwoThirdsOfAll, "4000", "3333.33", "0.01"),
        (Rule::TwoThirdsOfAll, "4000", "2920.74", "412.6"),
        (Rule::Unanimous, "5000", "4999.99", "0.01"),
    ];
    for (rule, participants, for_, needed) in table {
        assert_eq!(Some(rule.needs(&count(participants, for_))), Area::parse(needed), "{rule:?} {participants} {for_}");
    }
}

#[test]
fn who_came_and_is_silent_is_asked_first() {
    let check = |participants: &str, silent: &str, for_: &str, needed: &str| {
        let silent = Votes::whole(Area::parse(silent).expect(silent));
        let count = Count { silent, ..count(participants, for_) };
        assert_eq!(Some(Rule::SimpleOfParticipants.needs(&count)), Area::parse(needed), "{participants} {for_}");
    };
    check("2600", "2600", "0", "1300.01");
    // Three hundred of those who came are not enough; two hundred more come from elsewhere.
    check("3000", "300", "1100", "500.01");
    check("3000", "400", "1100", "400.01");
    check("3000", "401", "1100", "400.01");
    // No quorum yet: all who came, and who makes it.
    check("2500", "100", "2400", "100.01");
}

#[test]
fn what_a_sum_comes_to_for_a_flat() {
    let votes = Votes::of(Area(6030), Share::new(1, 3).expect("a third"));
    let total = Area(500_000);
    assert_eq!(cost_for(Kopecks(35_000_000), &votes, total), Kopecks(140_700));
    assert_eq!(cost_for(Kopecks(35_000_000), &Votes::whole(Area(100)), total), Kopecks(7000));
    assert_eq!(cost_for(Kopecks(1), &votes, total), Kopecks(0));
    assert_eq!(cost_for(Kopecks(1), &votes, Area(0)), Kopecks(0));
}

proptest! {
    /// Exactly what is needed adopts, and a hundredth less does not.
    #[test]
    fn what_is_needed_is_enough_and_no_less_is(
        rule in prop::sample::select(vec![
            Rule::SimpleOfParticipants, Rule::ThreeQuartersOfParticipants, Rule::Conversion,
            Rule::ThirdOfResidential, Rule::AbsoluteOfAll, Rule::TwoThirdsOfResidential, Rule::TwoThirdsOfAll,
            Rule::Unanimous,
        ]),
        entrances in 1..4_usize,
        total in 1_000..100_000_i64,
        of_participants in 0..100_i64,
        of_for in 0..100_i64,
        of_silent in 0..100_i64,
    ) {
        let whole = |area: i64| Votes::whole(Area(area));
        let participants = total * of_participants / 100;
        let for_ = participants * of_for / 100;
        // Of parts of the house it is not known who came.
        let parts = [Rule::Conversion, Rule::ThirdOfResidential, Rule::TwoThirdsOfResidential].contains(&rule);
        let silent = if parts { 0 } else { (participants - for_) * of_silent / 100 };
        let count = |more: i64| Count {
            total: whole(total),
            participants: whole(participants + (more - silent).max(0)),
            silent: whole((silent - more).max(0)),
            for_: whole(for_ + more),
            residential_total: whole(total),
            residential_participants: whole(participants + more),
            residential_for: whole(for_ + more),
            entrance_total: whole(total),
            entrance_participants: whole(participants + more),
            entrance_for: whole(for_ + more),
            entrances,
        };
        let needed = rule.needs(&count(0)).0;
        prop_assert_eq!(needed == 0, rule.adopts(&count(0)));
        // Not all that is needed need be there still: those who voted against cannot vote again.
        if participants + (needed - silent).max(0) <= total {
            prop_assert!(rule.adopts(&count(needed)));
            prop_assert!(needed == 0 || !rule.adopts(&count(needed - 1)));
        }
    }
}

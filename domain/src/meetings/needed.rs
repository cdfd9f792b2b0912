//! What a decision still needs: the rehearsal of a count.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One as _, Signed as _, Zero as _};

use super::{Count, Rule, Votes};
use crate::kernel::{Area, Kopecks};

/// A lower bound on votes: more than it, or no less.
enum Bound {
    Above(BigRational),
    From(BigRational),
}

impl Rule {
    /// The fewest votes «за», in hundredths of a m² rounded up, that must be added for the decision to be
    /// adopted; nothing when it is already. They are taken to be of the premises the rule asks for:
    /// residential ones, or those of the entrance. Who came and decided nothing is asked first: that adds
    /// nothing to the participants (of the kinds 4.5 and 4.6 this is not looked at).
    pub fn needs(self, count: &Count) -> Area {
        let bounds = self.bounds(count);
        let least = bounds.into_iter().map(|bound| match bound {
            // The least whole hundredth above.
            Bound::Above(bound) if bound.is_negative() => BigInt::zero(),
            Bound::Above(bound) => bound.floor().to_integer() + BigInt::one(),
            Bound::From(bound) => bound.ceil().to_integer(),
        });
        let least = least.max().unwrap_or_default().max(BigInt::zero());
        Area(i64::try_from(least).unwrap_or(i64::MAX))
    }

    /// The quorum and the majority, solved for what is added to «за» and so to the participants.
    fn bounds(self, count: &Count) -> Vec<Bound> {
        let of = |votes: &Votes| votes.hundredths();
        let (t, p, y) = (of(&count.total), of(&count.participants), of(&count.for_));
        let (two, three) = (BigRational::from(BigInt::from(2)), BigRational::from(BigInt::from(3)));
        let (tr, pr, yr) =
            (of(&count.residential_total), of(&count.residential_participants), of(&count.residential_for));
        let (te, pe, ye) = (of(&count.entrance_total), of(&count.entrance_participants), of(&count.entrance_for));
        let s = of(&count.silent);
        let lacks = (&t - &two * &p) / &two;
        let quorum = Bound::Above(if lacks.is_negative() { lacks } else { lacks + &s });
        // As long as those who came are enough, the participants stay as many.
        let majority = |stay: BigRational, grow: BigRational| Bound::Above(if stay < s { stay } else { grow });
        match self {
            Self::SimpleOfParticipants => {
                vec![quorum, majority(&p / &two - &y, &p - &s - &two * &y)]
            }
            // 4(Y + x) > 3(P + x)
            Self::ThreeQuartersOfParticipants => {
                let four = &two + &two;
                vec![quorum, majority(&three * &p / &four - &y, &three * (&p - &s) - &four * &y)]
            }
            Self::AbsoluteOfAll => vec![quorum, Bound::Above((&t - &two * &y) / &two)],
            Self::TwoThirdsOfAll => vec![quorum, Bound::From((&two * &t - &three * &y) / &three)],
            Self::Unanimous => vec![quorum, Bound::From(t - y)],
            Self::TwoThirdsOfResidential => {
                vec![Bound::Above((&tr - &two * &pr) / &two), Bound::From((&two * &tr - &three * &yr) / &three)]
            }
            Self::ThirdOfResidential => {
                vec![Bound::Above((&tr - &two * &pr) / &two), Bound::From((&tr - &three * &yr) / &three)]
            }
            Self::Conversion if 1 < count.entrances => vec![
                quorum,
                Bound::Above(&p - &two * &y),
                Bound::Above((&two * &te - &three * &pe) / &three),
                Bound::Above(&pe - &two * &ye),
            ],
            Self::Conversion => {
                vec![Bound::Above((&two * &t - &three * &p) / &three), Bound::Above(&p - &two * &y)]
            }
        }
    }
}

/// What a sum the house pays comes to for some of its votes: the sum by area, half a kopeck up
/// (ст. 39 ч. 1, 37 ч. 1 ЖК: everybody bears the costs by the share). Nothing of a house without votes.
pub fn cost_for(cost: Kopecks, votes: &Votes, total: Area) -> Kopecks {
    if total.0 <= 0 {
        return Kopecks::default();
    }
    let part = votes.hundredths() * BigInt::from(cost.0) / BigInt::from(total.0);
    let half = BigRational::new(BigInt::from(1), BigInt::from(2));
    Kopecks(i64::try_from((part + half).floor().to_integer()).unwrap_or(i64::MAX))
}

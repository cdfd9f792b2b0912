//! Who was at the place of a meeting.

use std::collections::HashSet;
use std::hash::Hash;

use super::Form;

/// Of the shares somebody decided for, those that are not on the list of those `present`, where only who came
/// decides: at a meeting in person, by their presence together (44.1 п. 1 ЖК). In other forms a decision comes
/// without anybody coming (44.1 п. 2, 3), and there are none.
pub fn unlisted<N: Copy + Eq + Hash>(form: Form, present: &HashSet<N>, decided: impl IntoIterator<Item = N>) -> Vec<N> {
    match form {
        Form::InPerson => decided.into_iter().filter(|number| !present.contains(number)).collect(),
        Form::Electronic | Form::Absentee | Form::Mixed => Vec::new(),
    }
}

//! «Подключить лицевой счёт»: the house, the number and the proof; and guessing made hopeless.
//!
//! A wrong number and a wrong proof are told apart by nobody: the same queries run, the same hashes are
//! made and compared, the same rows are written, and one refusal is given for both.

mod repo;

use domain::accounts::{
    LOCK, LinkDraft, Rule, WRONG_PER_ACCOUNT, WRONG_PER_NETWORK, WRONG_PER_PERSON, WhomToAsk, locked_until, number_key,
    proof_key,
};
use domain::kernel::{AccountId, HouseId, Instant, Kopecks, LinkId, Region};
use sha2::{Digest, Sha256};

use super::words;
use crate::actor::{Confirmed, Resident};
use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};
use crate::jobs;
use crate::{houses, notices, orgs, registers};
use repo::{Attempt, Candidate};

/// Proofs compared for every attempt, however many accounts of the house have the number (each
/// organisation numbers for itself).
const COMPARED: usize = 4;

/// Links the account to the person when the proof fits. Linking again is harmless. What an account
/// tells is personal, so the person must be known for certain.
pub async fn link(ctx: &Ctx, who: &Confirmed, network: &str, draft: &LinkDraft) -> Result<AccountId> {
    let house: HouseId = draft.house.trim().parse().map_err(|_| Rule::HouseMissing)?;
    let number = number_key(&draft.number).ok_or(Rule::NumberMalformed)?;
    let proof = Proof::read(&draft.proof)?;

    let tx = ctx.begin().await?;
    let attempt = Attempt { person: who.person(), house, number: number.clone(), network: network.to_owned() };
    repo::wait_turn(&tx, &attempt).await?;
    let candidates = repo::candidates(&tx, house, &number).await?;
    let keys = keys(house, &number, &candidates);
    if is_locked(ctx, &tx, &attempt, &keys).await? {
        return Err(Rule::TooManyAttempts.into());
    }
    let matched = proof.fits(&candidates);
    repo::insert_attempt(&tx, ctx.id(Region(0)), &attempt, matched.is_some(), ctx.now()).await?;
    let Some(candidate) = matched else {
        if is_account_locked(ctx, &tx, &keys).await? {
            jobs::enqueue(ctx, &tx, &jobs::LinkLocked { house, number })?;
            tracing::warn!(code = "account.link_locked", person = %who.person(), "linking of an account is locked");
        }
        tx.commit().await?;
        return Err(Rule::NoMatch.into());
    };
    tie(ctx, &tx, who, candidate).await?;
    registers::recognise(&tx, house).await?;
    tx.commit().await?;
    tracing::info!(code = "account.linked", account = %candidate.id, person = %who.person(), "an account was linked");
    Ok(candidate.id)
}

/// What was typed as the proof, ready to be compared.
struct Proof {
    hash: String,
    sum: Option<Kopecks>,
}

impl Proof {
    fn read(typed: &str) -> Result<Self, Rule> {
        let key = proof_key(typed).ok_or(Rule::ProofMissing)?;
        Ok(Self { hash: hash(&key), sum: Kopecks::parse(typed) })
    }

    /// The account it proves. As many comparisons are made for none as for four.
    fn fits<'a>(&self, candidates: &'a [Candidate]) -> Option<&'a Candidate> {
        let nobody = Candidate::nobody();
        let mut found = None;
        for place in 0..COMPARED.max(candidates.len()) {
            let candidate = candidates.get(place);
            let known = candidate.unwrap_or(&nobody);
            let by_code = same(&self.hash, &known.bill_code_hash);
            let by_sum =
                same(&sum_hash(self.sum), &sum_hash(known.bill_sum)) && known.bill_sum.is_some_and(|sum| 0 < sum.0);
            if by_code | by_sum {
                found = found.or(candidate);
            }
        }
        found
    }
}

fn sum_hash(sum: Option<Kopecks>) -> String {
    hash(&sum.map_or_else(String::new, |sum| sum.0.to_string()))
}

/// Hex SHA-256 of a normalised code: what the account keeps of it.
fn hash(key: &str) -> String {
    Sha256::digest(key.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compares without stopping at the first difference.
fn same(one: &str, other: &str) -> bool {
    let differ = one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differ == 0
}

/// The names under which wrong attempts at this account are counted: an account has a number and a payer
/// code, and ten guesses are for both together. An account that is not there counts by what was typed.
fn keys(house: HouseId, number: &str, candidates: &[Candidate]) -> Vec<String> {
    let of_accounts = candidates.iter().flat_map(|known| [&known.number_key, &known.payer_code]);
    let mut keys: Vec<String> =
        of_accounts.map(String::as_str).chain([number]).map(|number| repo::attempt_key(house, number)).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Whether the person, the network or the account has been wrong too often. All three are always asked.
async fn is_locked(ctx: &Ctx, tx: &Tx, attempt: &Attempt, keys: &[String]) -> Result<bool> {
    let since = ctx.now() - LOCK * 2;
    let person = repo::wrong_of_person(tx, attempt.person, since).await?;
    let network = repo::wrong_of_network(tx, &attempt.network, since).await?;
    let account = is_account_locked(ctx, tx, keys).await?;
    Ok(still(ctx, &person, WRONG_PER_PERSON) | still(ctx, &network, WRONG_PER_NETWORK) | account)
}

async fn is_account_locked(ctx: &Ctx, tx: &Tx, keys: &[String]) -> Result<bool> {
    let wrong = repo::wrong_of_account(tx, keys, ctx.now() - LOCK * 2).await?;
    Ok(still(ctx, &wrong, WRONG_PER_ACCOUNT))
}

fn still(ctx: &Ctx, wrong: &[Instant], most: usize) -> bool {
    locked_until(wrong, most).is_some_and(|until| ctx.now() < until)
}

/// Writes the tie and tells the other holders.
async fn tie(ctx: &Ctx, tx: &Tx, who: &Resident, account: &Candidate) -> Result<()> {
    let holders = repo::holders(tx, account.id).await?;
    if holders.contains(&who.person()) {
        return Ok(());
    }
    repo::insert_link(tx, LinkId(ctx.id(account.house.region())), account, who.person(), ctx.now()).await?;
    let letter = words::linked(&account.number);
    for holder in holders {
        notices::tell(ctx, tx, holder, letter.said()).await?;
    }
    Ok(())
}

/// Tells every holder of the account behind a locked key; run by the job.
pub async fn tell_of_lock(ctx: &Ctx, house: HouseId, number: &str) -> Result<()> {
    let tx = ctx.begin().await?;
    for account in repo::candidates(&tx, house, number).await? {
        let letter = words::locked(&account.number);
        for holder in repo::holders(&tx, account.id).await? {
            notices::tell(ctx, &tx, holder, letter.said()).await?;
        }
    }
    tx.commit().await
}

/// Whom to ask when the account is not found: the house's manager and the inspectorate of its region.
pub async fn whom_to_ask(ctx: &Ctx, house: HouseId) -> Result<WhomToAsk> {
    let manager = match houses::passport(ctx, house).await {
        Ok(passport) => passport.manager,
        Err(Error::Missing(_)) => return Ok(WhomToAsk::default()),
        Err(error) => return Err(error),
    };
    let inspectorate = repo::inspectorate(&ctx.db.read, house).await?;
    let inspectorate = orgs::rows(ctx, &inspectorate.into_iter().collect::<Vec<_>>()).await?.pop();
    Ok(WhomToAsk { manager, inspectorate })
}

//! SNS's state: what is kept in memory of every topic, and how it follows the store.
//!
//! Changes of an account's topics and subscriptions in a region come one after another. After each
//! commit what it touched is read anew, whatever became of the commit, so that memory says what
//! the store says.

use std::sync::{Arc, PoisonError, RwLock};

use aws_auth::policy::Policy;
use bus::Bus;
use hmac::{Hmac, KeyInit as _, Mac as _};
use service::{AwsResult, Cx, Platform};
use sha2::Sha256;
use store::{Scope, Snapshot, Transaction};

use crate::arn::TopicArn;
use crate::state::{self, SUBSCRIPTIONS, SubscriptionRow, TOPICS, TopicRow};
use crate::subscribers::{Subscriber, Subscribers};
use crate::subscription_attributes::wants;
use crate::{policy, reclaim, refusal};

/// SNS. Clones share it.
#[derive(Clone)]
pub struct Sns(Arc<Inner>);

struct Inner {
    platform: Arc<Platform>,
    bus: Bus,
    signing_key: [u8; 32],
    shelves: papaya::HashMap<Scope, Arc<Shelf>>,
}

/// The topics of an account and region.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    /// Held from the first look at what is there until memory has followed the commit.
    changing: tokio::sync::Mutex<()>,
    topics: papaya::HashMap<String, Arc<Topic>>,
}

/// A topic in memory.
#[derive(Debug)]
pub(crate) struct Topic {
    pub(crate) arn: TopicArn,
    pub(crate) id: String,
    head: RwLock<Head>,
    pub(crate) subscribers: RwLock<Subscribers>,
}

/// What publishing needs of a topic's attributes.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// Its policy, if that is not the default.
    pub(crate) policy: Option<Arc<Policy>>,
    /// `SignatureVersion`.
    pub(crate) signature_version: String,
}

impl Sns {
    /// Load all topics and subscriptions. `secret` is the server's: what topics send is signed with
    /// a key made from it.
    pub fn open(platform: Arc<Platform>, bus: Bus, secret: &[u8; 32]) -> AwsResult<Self> {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("any length of key will do");
        mac.update(b"sns notifications");
        let signing_key = mac.finalize().into_bytes().into();
        let shelves = papaya::HashMap::new();
        let sns = Self(Arc::new(Inner { platform, bus, signing_key, shelves }));
        let snapshot = sns.platform().store.snapshot();
        for scope in sns.platform().store.scopes().map_err(anyhow::Error::from)? {
            for row in state::rows(&snapshot, &TOPICS, &TOPICS.prefix(&scope, ()), None) {
                let row = row?.1;
                let arn = TopicArn { scope: scope.clone(), name: row.name.clone() };
                sns.shelf(&scope).put(Topic::load(&snapshot, arn, row)?);
            }
            reclaim::go_on(&sns, &snapshot, &scope)?;
        }
        Ok(sns)
    }

    pub(crate) fn platform(&self) -> &Platform {
        &self.0.platform
    }

    pub(crate) fn bus(&self) -> &Bus {
        &self.0.bus
    }

    pub(crate) fn signing_key(&self) -> &[u8; 32] {
        &self.0.signing_key
    }

    pub(crate) fn shelf(&self, scope: &Scope) -> Arc<Shelf> {
        let shelves = self.0.shelves.pin();
        match shelves.get(scope) {
            Some(shelf) => Arc::clone(shelf),
            None => Arc::clone(shelves.get_or_insert_with(scope.clone(), Arc::default)),
        }
    }

    /// The topic `arn`, if there is one. Reads no store.
    pub(crate) fn find(&self, arn: &TopicArn) -> Option<Arc<Topic>> {
        let shelves = self.0.shelves.pin();
        shelves.get(&arn.scope)?.topics.pin().get(&arn.name).cloned()
    }

    /// The topic `arn`.
    pub(crate) fn topic(&self, arn: &TopicArn) -> AwsResult<Arc<Topic>> {
        self.find(arn).ok_or_else(refusal::no_topic)
    }

    /// Change the topic `arn`, or its subscription `subscription`: nobody else changes anything of
    /// its account and region meanwhile.
    pub(crate) async fn change<T>(
        &self,
        cx: &Cx,
        arn: &TopicArn,
        subscription: Option<&str>,
        attempt: impl FnMut(&Snapshot, &mut Transaction) -> AwsResult<T>,
    ) -> AwsResult<T> {
        let shelf = self.shelf(&arn.scope);
        let _turn = shelf.changing.lock().await;
        let changed = cx.transact(attempt).await;
        shelf.follow(&self.platform().store.snapshot(), arn, subscription)?;
        changed
    }
}

impl Shelf {
    /// How many topics there are.
    pub(crate) fn len(&self) -> usize {
        self.topics.len()
    }

    /// How many subscriptions have a filter policy.
    pub(crate) fn filtered(&self) -> usize {
        let topics = self.topics.pin();
        topics.values().map(|topic| read(&topic.subscribers).filtered()).sum()
    }

    fn put(&self, topic: Topic) {
        self.topics.pin().insert(topic.arn.name.clone(), Arc::new(topic));
    }

    /// Make memory say what `snapshot` says of a topic and of one of its subscriptions.
    fn follow(&self, snapshot: &Snapshot, arn: &TopicArn, subscription: Option<&str>) -> AwsResult {
        let Some(row) = state::topic(snapshot, arn)? else {
            self.topics.pin().remove(&arn.name);
            return Ok(());
        };
        let known = self.topics.pin().get(&arn.name).cloned();
        let Some(topic) = known.filter(|topic| topic.id == row.id) else {
            self.put(Topic::load(snapshot, arn.clone(), row.value)?);
            return Ok(());
        };
        *topic.head.write().unwrap_or_else(PoisonError::into_inner) = Head::of(&row);
        if let Some(id) = subscription {
            let row = state::subscription(snapshot, &arn.scope, &topic.id, id)?;
            let mut subscribers = topic.subscribers.write().unwrap_or_else(PoisonError::into_inner);
            match row {
                Some(row) => set(&mut subscribers, &row),
                None => subscribers.remove(id),
            }
        }
        Ok(())
    }
}

impl Topic {
    fn load(snapshot: &Snapshot, arn: TopicArn, row: TopicRow) -> AwsResult<Self> {
        let mut subscribers = Subscribers::default();
        let prefix = SUBSCRIPTIONS.prefix(&arn.scope, (row.id.as_str(),));
        for row in state::rows(snapshot, &SUBSCRIPTIONS, &prefix, None) {
            set(&mut subscribers, &row?.1);
        }
        let head = RwLock::new(Head::of(&row));
        Ok(Self { arn, id: row.id, head, subscribers: RwLock::new(subscribers) })
    }

    pub(crate) fn head(&self) -> Head {
        read(&self.head).clone()
    }

    /// The topic's policy as the pipeline asks for it. The default one allows nothing to callers
    /// that identity policies do not: it speaks of services that act for the topic's account.
    pub(crate) fn policy(&self) -> Option<Arc<Policy>> {
        read(&self.head).policy.clone()
    }
}

impl Head {
    fn of(row: &TopicRow) -> Self {
        let document = row.attributes.get("Policy");
        let policy = document.and_then(|document| match policy::stored(document) {
            Ok(policy) => policy,
            Err(error) => {
                tracing::error!(topic = row.name, error, "a topic's policy cannot be read");
                Some(policy::shut())
            }
        });
        let version = row.attributes.get("SignatureVersion");
        Self {
            policy: policy.map(Arc::new),
            signature_version: version.map_or("1", String::as_str).to_owned(),
        }
    }
}

fn set(subscribers: &mut Subscribers, row: &SubscriptionRow) {
    let (id, endpoint) = (row.id.as_str().into(), row.endpoint.as_str().into());
    subscribers.set(Subscriber { id, endpoint }, wants(row));
}

/// What a lock guards, though somebody panicked with it held: the next change mends what it did.
pub(crate) fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

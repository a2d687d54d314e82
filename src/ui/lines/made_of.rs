//! What was made of something that others hold, kept as long as they do.

use egui::Context;
use egui::cache::CacheTrait;
use std::collections::HashMap;
use std::sync::{Arc, Weak};

/// By where it stands in memory; who is known weakly keeps its place to itself.
pub struct MadeOf<K, V>(HashMap<usize, (Weak<K>, V)>);

impl<K, V> Default for MadeOf<K, V> {
    fn default() -> Self {
        MadeOf(HashMap::new())
    }
}

impl<K, V: Clone> MadeOf<K, V> {
    pub fn get(&self, of: &Arc<K>) -> Option<V> {
        self.0.get(&Arc::as_ptr(of).addr()).map(|(_, made)| made.clone())
    }
    pub fn put(&mut self, of: &Arc<K>, made: V) {
        self.0.insert(Arc::as_ptr(of).addr(), (Arc::downgrade(of), made));
    }
}

impl<K: Send + Sync + 'static, V: Send + Sync + 'static> CacheTrait for MadeOf<K, V> {
    fn update(&mut self) {
        self.0.retain(|_, (of, _)| of.strong_count() > 0);
    }
    fn len(&self) -> usize {
        self.0.len()
    }
}

/// What is kept of a kind.
pub fn kept<C: CacheTrait + Default, R>(ctx: &Context, with: impl FnOnce(&mut C) -> R) -> R {
    ctx.memory_mut(|m| with(m.caches.cache::<C>()))
}

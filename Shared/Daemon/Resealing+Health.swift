import Persistence

extension Resealing.Progress {
    /// A rotation under way is no fault: both keys open everything.
    package var health: DependencyHealth {
        switch (isDone, left) {
        case (true, _): DependencyHealth(.ok, "all under key \(keyID)")
        case (false, let left?) where left > 0: DependencyHealth(.ok, "\(left) values sealed anew under key \(keyID)")
        case (false, _): DependencyHealth(.ok, "looking for values under keys before \(keyID)")
        }
    }
}

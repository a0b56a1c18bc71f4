import Foundation

/// A place on the globe, in degrees.
struct Point: Sendable {
    let latitude: Double
    let longitude: Double

    /// Nil where there is no such place.
    init?(latitude: Double?, longitude: Double?) {
        guard let latitude, let longitude, (-90...90).contains(latitude), (-180...180).contains(longitude) else {
            return nil
        }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Along a great circle of a sphere of 6,371 km (haversine).
    func kilometers(to other: Point) -> Double {
        let radians = Double.pi / 180
        let rise = sin((other.latitude - latitude) * radians / 2)
        let run = sin((other.longitude - longitude) * radians / 2)
        let chord = rise * rise + cos(latitude * radians) * cos(other.latitude * radians) * run * run
        return 2 * 6_371 * asin(min(1, chord.squareRoot()))
    }
}

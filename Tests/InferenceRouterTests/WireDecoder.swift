import Foundation
import SuiteProtocol

enum WireDecoder {
    static func make() -> JSONDecoder { WireJSON.decoder() }
}

/// Why bytes are not an HTTP/1.1 message that we are ready to relay. Anything that two parsers could read
/// in two ways is refused: that is what request smuggling lives on.
package enum MalformedMessage: String, Error {
    case startLine = "start_line"
    case target
    case version
    case fieldName = "field_name"
    case fieldValue = "field_value"
    case host
    case contentLength = "content_length"
    case transferEncoding = "transfer_encoding"
    case chunk
    case tooLarge = "too_large"
}

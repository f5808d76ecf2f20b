/// Where the documents come from that answer look-ups, for whoever does not hold all of them.
package protocol LookupSource: AnyObject {
  /// Hands over all events of the documents that take part in answering these questions, each once, in
  /// any order; further ones do no harm.
  func forEachEvent(answering lookups: [Lookup], _ body: (Event) throws -> Void) throws
}
